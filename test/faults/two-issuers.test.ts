import { expect, test } from 'vitest';
import { signingKey } from '../signing.ts';
import { createTestContext, notFound, shortTimeout } from './context.ts';
import { jwksUnavailable } from './outcome.ts';

const context = createTestContext();
const firstKey = signingKey('EdDSA');
const secondKey = signingKey('EdDSA');

/** Two issuers, as while a Zuplo project moves to a custom domain. */
async function twoIssuers() {
  const first = await context.endpoint(firstKey.jwk);
  const second = await context.endpoint(secondKey.jwk);
  return { first, second };
}

test("each issuer's tokens are verified with its own keys", async () => {
  const { first, second } = await twoIssuers();
  const authorizer = await context.start([first, second]);
  for (const [issuer, key, outcome] of [
    [first, firstKey, 'allow'],
    [second, secondKey, 'allow'],
    [first, secondKey, 'rejected: bad_signature'],
    [second, firstKey, 'rejected: bad_signature'],
  ] as const) {
    expect(await authorizer.authorize(context.token(issuer, key))).toBe(outcome);
  }
});

test('an issuer without a JWKS does not affect the other issuer', async () => {
  const { first, second } = await twoIssuers();
  second.answer(() => undefined);
  const authorizer = await context.start([first, second], shortTimeout);
  expect(await authorizer.authorize(context.token(first, firstKey))).toBe('allow');
  expect(await authorizer.authorize(context.token(second, secondKey))).toBe(jwksUnavailable);
  expect(await authorizer.authorize(context.token(first, firstKey))).toBe('allow');
  expect(first.fetches).toBe(1);
});

test('a flood of forged tokens of one issuer does not use the fetches of the other', async () => {
  const { first, second } = await twoIssuers();
  const authorizer = await context.start([first, second]);
  second.answer(notFound);
  const forger = signingKey('EdDSA');
  for (let request = 0; request < 100; request += 1) {
    await authorizer.authorize(context.token(second, forger, { jti: `${request}` }));
  }
  expect(first.fetches).toBe(1);
  const successor = signingKey('EdDSA');
  first.publish(successor.jwk);
  expect(await authorizer.authorize(context.token(first, successor))).toBe('allow');
});
