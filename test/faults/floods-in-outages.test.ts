import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { signingKey } from '../signing.ts';
import { createBounds } from './bounds.ts';
import { floods } from './flood-tokens.ts';
import { pourFlood } from './pour-flood.ts';
import { audience, createWorld, failing, shortDeadline } from './world.ts';

const world = createWorld();
const bounds = createBounds();
const zuplo = signingKey('EdDSA');
const size = 1_000;
const affordable = 7;

/** The endpoint, the authorizer that knows its key, and a flood that this key does not explain. */
async function floodAgainst(answer: RequestListener | 'down') {
  const endpoint = await world.endpoint(zuplo.jwk);
  const authorizer = await world.start(endpoint, shortDeadline);
  if (answer === 'down') await endpoint.close();
  else endpoint.answer(answer);
  const forged = unexplained(endpoint);
  const good = (jti: number) => world.token(endpoint, zuplo, { jti });
  return { endpoint, authorizer, size, forged, good };
}

/** Forged tokens that might be signed with a key that is not known yet. */
function unexplained(endpoint: KeyEndpoint): (index: number) => string {
  const kinds = floods(endpoint, zuplo, audience);
  const kind = kinds.find(({ name }) => name === 'forged signatures without kid');
  return (index) => kind?.token(index) ?? '';
}

const status =
  (code: number): RequestListener =>
  (_, response) => {
    response.writeHead(code).end();
  };

describe.each([
  ['is down', 'down'],
  ['answers 404', status(404)],
  ['answers 503', status(503)],
  ['resets', (({ socket }) => socket.resetAndDestroy()) satisfies RequestListener],
  ['hangs', () => undefined],
] as const)('a flood of 1,000 forged tokens while the endpoint %s', (name, answer) => {
  test('is refused, and is not felt by legitimate callers', async () => {
    const flood = await floodAgainst(answer);
    const start = performance.now();
    const { forged, legitimate } = await pourFlood(flood);
    const total = performance.now() - start;
    expect(forged.verdicts).toEqual(['refused: bad_signature']);
    expect(legitimate.verdicts).toEqual(['allow']);
    // One that is down cannot count, but it never makes one fetch two attempts either.
    const failed = world.linesOf('jwks_fetch_failed').length;
    const fetches = answer === 'down' ? failed : flood.endpoint.fetches - 1;
    bounds.atMost(`fetches: flood of 1,000, endpoint ${name}`, affordable, fetches);
    const waited = forged.ms.filter((ms) => ms > 90).length;
    bounds.atMost(`answers of it that wait, endpoint ${name}`, affordable, waited);
    bounds.atMost('slowest of them, deadline 100 ms', 250, forged.slowestMs, ' ms');
    bounds.atMost('slowest legitimate answer among them', 90, legitimate.slowestMs, ' ms');
    bounds.atMost('all 1,050 answers together, deadline 100 ms', 5_000, total, ' ms');
  });

  test('does not keep legitimate callers from keys that are due, nor from the ones after', async () => {
    const { endpoint, authorizer, forged, good } = await floodAgainst(answer);
    world.pass(301);
    for (let second = 0; second < 30; second += 1) {
      for (let index = 0; index < 3; index += 1) await authorizer.ask(forged(second * 3 + index));
      expect(await authorizer.ask(good(second))).toBe('allow');
      world.pass(1);
    }
    if (answer === 'down') return;
    endpoint.publish(zuplo.jwk);
    for (let second = 0; second < 10; second += 1) {
      await authorizer.ask(forged(1_000 + second));
      expect(await authorizer.ask(good(1_000 + second))).toBe('allow');
      world.pass(1);
    }
    expect(world.linesOf('jwks_fetched').length).toBeGreaterThan(1);
  });
});

test('a flood that comes before there are any keys costs ten fetches, and they are had 6 s later', async () => {
  const endpoint = await world.endpoint();
  endpoint.answer(status(404));
  const authorizer = await world.start(endpoint);
  const forged = unexplained(endpoint);
  for (let index = 0; index < size; index += 1) {
    expect(await authorizer.ask(forged(index))).toBe(failing);
  }
  bounds.atMost('fetches: flood of 1,000, no keys', 10, endpoint.fetches);
  endpoint.publish(zuplo.jwk);
  world.pass(6);
  expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
});
