import fc from 'fast-check';
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { coldStart, type LoadedFunction } from '../bundles.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { algorithms } from '../signing.ts';
import { flavours } from './ask.ts';
import { generatedTokens } from './generated-tokens.ts';
import { disagreements } from './jose-disagreements.ts';
import { createSigner } from './signer.ts';
import { audience, createWorld, leewaySeconds, now, secondAudience } from './world.ts';

// Generated tokens are put to the bundle and to jose, which is told everything that it can be told.
// Where the two disagree, the class must be in the table of disagreements, with its reason.

const runs = 2500;

const endpoint = await startKeyEndpoint();
const world = createWorld(endpoint.issuer, `${endpoint.issuer}/second`);
const second = createSigner('EdDSA');
const published = {
  keys: [...world.keySet.keys, { ...second.jwk, kid: 'second', alg: 'EdDSA' }],
};
let authorizer: LoadedFunction;

beforeAll(async () => {
  vi.spyOn(Date, 'now').mockReturnValue(now * 1000);
  vi.spyOn(console, 'info').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  endpoint.publish(...published.keys);
  authorizer = await coldStart('authorizer', {
    ISSUER: endpoint.issuer,
    AUDIENCE: `${audience},${secondAudience}`,
    LEEWAY_SECONDS: String(leewaySeconds),
  });
});
afterAll(() => endpoint.close());

const keySet = createLocalJWKSet(published as JSONWebKeySet);
const options = {
  issuer: world.issuer,
  audience: [audience, secondAudience],
  algorithms: [...algorithms],
  requiredClaims: ['exp', 'sub'],
  clockTolerance: leewaySeconds,
  currentDate: new Date(now * 1000),
};

/** `allow`, or the code of jose's error. */
async function joseOutcome(token: string): Promise<string> {
  try {
    await jwtVerify(token, keySet, options);
    return 'allow';
  } catch (error) {
    if (error instanceof errors.JOSEError) return error.code;
    return error instanceof Error ? error.constructor.name : 'unknown';
  }
}

test('jose agrees, or the disagreement is listed; and every one that is listed is met', async () => {
  const met = new Set<number>();
  const unlisted = new Map<string, string>();
  let agreedToAllow = 0;
  await fc.assert(
    fc.asyncProperty(generatedTokens(world, second), async ({ token, oddities }) => {
      const { outcome: ours } = await flavours.http(authorizer, `Bearer ${token}`);
      const theirs = await joseOutcome(token);
      if ((ours === 'allow') === (theirs === 'allow')) {
        if (ours === 'allow') agreedToAllow += 1;
        return;
      }
      const listed = disagreements.findIndex(
        (one) => one.ours === ours && one.jose === theirs && oddities.includes(one.which),
      );
      if (listed >= 0) met.add(listed);
      else unlisted.set(`${ours} / ${theirs} / ${oddities.join(', ')}`, token);
    }),
    { numRuns: runs, seed: 20_261_123 },
  );
  expect([...unlisted]).toEqual([]);
  expect(disagreements.filter((_, at) => !met.has(at))).toEqual([]);
  expect(agreedToAllow).toBeGreaterThan(runs / 10);
});
