import { expect, test } from 'vitest';
import { signingKey } from '../signing.ts';
import { createBounds } from './bounds.ts';
import { createWorld, failing, shortDeadline } from './world.ts';

const world = createWorld();
const bounds = createBounds();
const ours = signingKey('EdDSA');
const theirs = signingKey('EdDSA');

/** Two issuers, as when a domain moves and the default host stays live. */
async function twoIssuers(settings = {}) {
  const up = await world.endpoint(ours.jwk);
  const down = await world.endpoint(theirs.jwk);
  const start = () => world.start([up, down], settings);
  return { up, down, start };
}

test('each is verified with its own keys', async () => {
  const { up, down, start } = await twoIssuers();
  const authorizer = await start();
  expect(await authorizer.ask(world.token(up, ours))).toBe('allow');
  expect(await authorizer.ask(world.token(down, theirs))).toBe('allow');
  expect(await authorizer.ask(world.token(up, theirs))).toBe('refused: bad_signature');
  expect(await authorizer.ask(world.token(down, ours))).toBe('refused: bad_signature');
});

test('one that was never up fails by itself', async () => {
  const { up, down, start } = await twoIssuers(shortDeadline);
  down.answer(() => undefined);
  const authorizer = await start();
  expect(await authorizer.ask(world.token(up, ours))).toBe('allow');
  expect(await authorizer.ask(world.token(down, theirs))).toBe(failing);
  expect(await authorizer.ask(world.token(up, ours))).toBe('allow');
  expect(up.fetches).toBe(1);
});

test('while one hangs, the other answers as quickly as ever', async () => {
  const { up, down, start } = await twoIssuers({ JWKS_TIMEOUT_MILLISECONDS: '1000' });
  const authorizer = await start();
  down.answer(() => undefined);
  world.pass(301);
  expect(await authorizer.ask(world.token(up, ours))).toBe('allow');
  const waiting = authorizer.ask(world.token(down, theirs));
  let slowest = 0;
  for (let request = 0; request < 200; request += 1) {
    const start = performance.now();
    expect(await authorizer.ask(world.token(up, ours, { jti: `${request}` }))).toBe('allow');
    slowest = Math.max(slowest, performance.now() - start);
  }
  expect(await waiting).toBe('allow');
  bounds.atMost('slowest of 200 answers for one issuer while the other hangs', 100, slowest, ' ms');
});

test('a flood in the name of one spends nothing of the other', async () => {
  const { up, down, start } = await twoIssuers();
  const authorizer = await start();
  down.answer((_, response) => response.writeHead(404).end());
  const stranger = signingKey('EdDSA');
  for (let request = 0; request < 100; request += 1) {
    await authorizer.ask(world.token(down, stranger, { jti: `${request}` }));
  }
  expect(up.fetches).toBe(1);
  const successor = signingKey('EdDSA');
  up.publish(successor.jwk);
  expect(await authorizer.ask(world.token(up, successor))).toBe('allow');
});
