import fc from 'fast-check';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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
import { joseDifferences } from './jose-differences.ts';
import { resultOf } from './jwt-libraries.ts';
import { createSigner } from './signer.ts';

const runs = 600;

const endpoint = await startKeyEndpoint();
const context = createConformanceContext(endpoint.issuer, `${endpoint.issuer}/second`);
const second = createSigner('EdDSA');
const keys = [...context.jwks.keys, { ...second.jwk, kid: 'second', alg: 'EdDSA' }];
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

const jwks = createLocalJWKSet({ keys } as JSONWebKeySet);
const options = {
  issuer: context.issuer,
  audience: [audience, secondAudience],
  algorithms: [...algorithms],
  requiredClaims: ['exp', 'sub'],
  clockTolerance: leewaySeconds,
  currentDate: new Date(now * 1000),
};

test('the authorizer and jose agree on generated tokens, but for the listed differences', async () => {
  const met = new Set<string>();
  const unlisted = new Map<string, string>();
  let bothAllow = 0;
  await fc.assert(
    fc.asyncProperty(generatedTokens(context, second), async ({ token, deviations }) => {
      const { outcome } = await authorize(authorizer, 'http', `Bearer ${token}`);
      const joseResult = await resultOf(() => jwtVerify(token, jwks, options));
      if ((outcome === 'allow') === (joseResult === 'allow')) {
        if (outcome === 'allow') bothAllow += 1;
        return;
      }
      const listed = joseDifferences
        .filter((one) => one.authorizer === outcome && one.jose === joseResult)
        .flatMap((one) => one.deviations)
        .find((deviation) => deviations.includes(deviation));
      if (listed === undefined)
        unlisted.set(`${outcome} / ${joseResult} / ${deviations.join(', ')}`, token);
      else met.add(listed);
    }),
    // With a seed, so that every listed difference is met.
    { numRuns: runs, seed: 20_261_123 },
  );
  expect([...unlisted]).toEqual([]);
  const listed = joseDifferences.flatMap(({ deviations }) => deviations);
  expect(listed.filter((deviation) => !met.has(deviation))).toEqual([]);
  expect(bothAllow).toBeGreaterThan(runs / 10);
});
