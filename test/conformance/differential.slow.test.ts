import fc from 'fast-check';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { coldStart, type LoadedFunction } from '../bundles.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { algorithms } from '../signing.ts';
import { authorize } from './authorize.ts';
import {
  audience,
  createConformanceContext,
  leewaySeconds,
  now,
  secondAudience,
} from './context.ts';
import { generatedTokens } from './generated-tokens.ts';
import { awsJwtVerify, resultOf } from './jwt-libraries.ts';
import { awsDifferences, joseDifferences } from './library-differences.ts';
import { createSigner } from './signer.ts';

const runs = 4_000;

const endpoint = await startKeyEndpoint();
const context = createConformanceContext(endpoint.issuer, `${endpoint.issuer}/second`);
const second = createSigner('EdDSA');
const keys = [...context.jwks.keys, { ...second.jwk, kid: 'second', alg: 'EdDSA' }];
const jwks = { keys };
let authorizer: LoadedFunction;

beforeAll(async () => {
  vi.spyOn(Date, 'now').mockReturnValue(now * 1000);
  vi.spyOn(console, 'info').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  endpoint.publish(...keys);
  authorizer = await coldStart('authorizer', {
    ISSUER: endpoint.issuer,
    AUDIENCE: `${audience},${secondAudience}`,
    LEEWAY_SECONDS: String(leewaySeconds),
  });
});
afterAll(() => endpoint.close());

const keySet = createLocalJWKSet(jwks as JSONWebKeySet);
const options = {
  issuer: context.issuer,
  audience: [audience, secondAudience],
  algorithms: [...algorithms, 'Ed25519'],
  requiredClaims: ['exp', 'sub'],
  clockTolerance: leewaySeconds,
  currentDate: new Date(now * 1000),
};

const libraries = [
  {
    name: 'jose',
    verify: (token: string) => resultOf(() => jwtVerify(token, keySet, options)),
    differences: joseDifferences,
  },
  {
    name: "aws-jwt-verify's JwtVerifier",
    verify: (token: string) => awsJwtVerify(context, jwks, token),
    differences: awsDifferences,
  },
] as const;

describe.each(libraries)('the authorizer and $name', ({ verify, differences }) => {
  test('agree on generated tokens, but for the listed differences', async () => {
    const met = new Set<string>();
    const unlisted = new Map<string, string>();
    let bothAllow = 0;
    await fc.assert(
      fc.asyncProperty(generatedTokens(context, second), async ({ token, deviations }) => {
        const { outcome } = await authorize(authorizer, 'http', `Bearer ${token}`);
        const result = await verify(token);
        if ((outcome === 'allow') === (result === 'allow')) {
          if (outcome === 'allow') bothAllow += 1;
          return;
        }
        const listed = differences
          .filter((one) => one.authorizer === outcome && one.library === result)
          .flatMap((one) => one.deviations)
          .find((deviation) => deviations.includes(deviation));
        if (listed === undefined)
          unlisted.set(`${outcome} / ${result} / ${deviations.join(', ')}`, token);
        else met.add(listed);
      }),
      // With a seed, so that every listed difference is met.
      { numRuns: runs, seed: 5 },
    );
    expect([...unlisted.keys()].sort()).toEqual([]);
    const listed = differences.flatMap(({ deviations }) => deviations);
    expect(listed.filter((deviation) => !met.has(deviation))).toEqual([]);
    expect(bothAllow).toBeGreaterThan(runs / 10);
  });
});
