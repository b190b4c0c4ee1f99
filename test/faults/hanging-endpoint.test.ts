import type { RequestListener } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { signingKey } from '../signing.ts';
import { createBounds } from './bounds.ts';
import { createWorld, failing } from './world.ts';

const world = createWorld();
const bounds = createBounds();
const zuplo = signingKey('EdDSA');

const hangs: RequestListener = () => undefined;
const drips: RequestListener = (_, response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
};
/** Wins a second attempt near the end of the deadline, and lets that hang. */
function resetsLate(): RequestListener {
  let asked = 0;
  return async ({ socket }) => {
    asked += 1;
    if (asked > 1) return;
    await wait(700);
    socket.resetAndDestroy();
  };
}

/** Who asks what of an endpoint that hangs, how long the answer may take, and what it must be. */
const cases = [
  ['keys that are due, endpoint hangs', hangs, 301, zuplo, 1_200, 'allow'],
  ['keys that are due, endpoint drips', drips, 301, zuplo, 1_200, 'allow'],
  [
    'a forged token, endpoint hangs',
    hangs,
    0,
    signingKey('EdDSA'),
    1_200,
    'refused: bad_signature',
  ],
  [
    'a forged token, endpoint drips',
    drips,
    0,
    signingKey('EdDSA'),
    1_200,
    'refused: bad_signature',
  ],
  ['a known token, endpoint hangs', hangs, 0, zuplo, 100, 'allow'],
  ['no keys, endpoint hangs', hangs, undefined, zuplo, 2_200, failing],
  ['no keys, endpoint drips', drips, undefined, zuplo, 2_200, failing],
  ['no keys, endpoint resets late, then hangs', resetsLate(), undefined, zuplo, 2_200, failing],
] as const;

test('with the deadlines as they are set by default, no answer takes longer than they allow', async () => {
  const ready: (() => Promise<void>)[] = [];
  const prepare = async ([name, answer, age, key, boundMs, expected]: (typeof cases)[number]) => {
    const endpoint = await world.endpoint(zuplo.jwk);
    if (age === undefined) endpoint.answer((_, response) => response.writeHead(404).end());
    const authorizer = await world.start(endpoint);
    endpoint.answer(answer);
    ready.push(async () => {
      const start = performance.now();
      expect(await authorizer.ask(world.token(endpoint, key))).toBe(expected);
      bounds.atMost(`longest answer: ${name}`, boundMs, performance.now() - start, ' ms');
    });
  };
  // The environment and the clock are everybody's: one after the other is made ready, all wait at once.
  for (const one of cases.filter(([, , age]) => age === 301)) await prepare(one);
  world.pass(301);
  for (const one of cases.filter(([, , age]) => age !== 301)) await prepare(one);
  const cold = await world.endpoint();
  cold.answer(hangs);
  const start = performance.now();
  const initialised = world.start(cold);
  await Promise.all(ready.map((ask) => ask()));
  await initialised;
  const initialisationMs = performance.now() - start;
  bounds.atMost('initialisation, endpoint hangs', 2_300, initialisationMs, ' ms');
});

test('a caller who comes while others wait for a refresh waits no longer than they do', async () => {
  const endpoint = await world.endpoint(zuplo.jwk);
  const authorizer = await world.start(endpoint);
  endpoint.answer(hangs);
  world.pass(301);
  const start = performance.now();
  const first = authorizer.ask(world.token(endpoint, zuplo));
  await wait(500);
  const second = authorizer.ask(world.token(endpoint, zuplo, { jti: 'second' }));
  expect(await Promise.all([first, second])).toEqual(['allow', 'allow']);
  bounds.atMost(
    'longest answer: two callers who share a refresh',
    1_200,
    performance.now() - start,
    ' ms',
  );
  expect(await authorizer.ask(world.token(endpoint, zuplo, { jti: 'third' }))).toBe('allow');
  expect(endpoint.fetches).toBe(2);
});
