import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { signingKey } from '../signing.ts';
import { endpointFaults } from './endpoint-faults.ts';
import { flavours } from './events.ts';
import { createWorld, failing } from './world.ts';

const world = createWorld();
const zuplo = signingKey('EdDSA');
const down = {
  name: 'is down',
  cause: /^ECONNREFUSED$/,
  answer: undefined,
  attempts: 0,
  waits: false,
};
const faults = [down, ...endpointFaults];
const aFewDeadlines = { timeout: 2_000 };

describe.each(faults)(
  'when the key endpoint $name',
  aFewDeadlines,
  ({ answer, cause, attempts = 1, waits = false }) => {
    const settings = waits ? { JWKS_TIMEOUT_MILLISECONDS: '100' } : {};
    test('a function without keys fails, and does not refuse', async () => {
      const endpoint = await world.endpoint();
      if (answer === undefined) await endpoint.close();
      else endpoint.answer(answer);
      const authorizer = await world.start(endpoint, settings);
      for (const flavour of flavours) {
        expect(await authorizer.ask(world.token(endpoint, zuplo), flavour)).toBe(failing);
      }
      expect(world.linesOf('jwks_fetched', 'refused')).toEqual([]);
      expect(world.linesOf('failed')).toHaveLength(flavours.length);
      expect(world.linesOf('jwks_fetch_failed')).toHaveLength(1 + flavours.length);
      for (const line of world.linesOf('jwks_fetch_failed')) {
        expect(line).toMatchObject({ level: 'warn', issuer: endpoint.issuer });
        expect(line['cause']).toMatch(cause);
        expect(line['ageSeconds']).toBeUndefined();
      }
      expect(endpoint.fetches).toBe(3 * attempts);
    });

    test('known keys that are due for a refresh serve on, and one line says how old they are', async () => {
      const endpoint = await world.endpoint(zuplo.jwk);
      const authorizer = await world.start(endpoint, settings);
      if (answer === undefined) await endpoint.close();
      else endpoint.answer(answer);
      world.pass(301);
      world.lines.length = 0;
      for (const flavour of flavours) {
        expect(await authorizer.ask(world.token(endpoint, zuplo), flavour)).toBe('allow');
      }
      expect(world.lines).toEqual([
        {
          level: 'warn',
          event: 'jwks_fetch_failed',
          issuer: endpoint.issuer,
          cause: expect.stringMatching(cause),
          ageSeconds: 301,
        },
      ]);
      // With keys that serve, no fetch makes a second request.
      expect(endpoint.fetches).toBe(1 + Math.min(1, attempts));
    });

    test('a token that known keys do not explain is refused, and the keys stay', async () => {
      const endpoint = await world.endpoint(zuplo.jwk);
      const authorizer = await world.start(endpoint, settings);
      if (answer === undefined) await endpoint.close();
      else endpoint.answer(answer);
      const forged = world.token(endpoint, signingKey('EdDSA'));
      expect(await authorizer.ask(forged)).toBe('refused: bad_signature');
      expect(await authorizer.ask(forged, 'rest')).toBe('refused');
      expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
    });
  },
);

test('a body of 50 MB is cut off soon after 64 KiB', async () => {
  const endpoint = await world.endpoint(zuplo.jwk);
  const authorizer = await world.start(endpoint);
  let written = 0;
  function* chunks() {
    for (; written < 800; written += 1) yield Buffer.alloc(65_536, ' ');
  }
  endpoint.answer((_, response) => {
    pipeline(Readable.from(chunks()), response).catch(() => undefined);
  });
  world.pass(301);
  expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
  // What the sockets hold on the way is out of the authorizer's hands.
  expect(written).toBeLessThan(200);
});

test.each([301, 302, 303, 307, 308])(
  'a redirect with %i to an endpoint that serves the key is not followed',
  async (status) => {
    const endpoint = await world.endpoint();
    const elsewhere = await world.endpoint(zuplo.jwk);
    const location = `${elsewhere.issuer}/.well-known/jwks.json`;
    endpoint.answer((_, response) => {
      response.writeHead(status, { location }).end();
    });
    const authorizer = await world.start(endpoint);
    expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe(failing);
    expect(elsewhere.fetches).toBe(0);
  },
);

test.each([
  ['a reset', () => undefined],
  ['a 503', 503],
  ['a 500', 500],
])('one retry, at once, gets a function without keys over %s', async (_, status) => {
  const endpoint = await world.endpoint();
  endpoint.answer((request, response) => {
    endpoint.publish(zuplo.jwk);
    if (typeof status === 'number') response.writeHead(status).end();
    else request.socket.resetAndDestroy();
  });
  const authorizer = await world.start(endpoint);
  expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
  expect(world.lines.map(({ event }) => event)).toEqual(['jwks_fetched']);
  expect(endpoint.fetches).toBe(2);
});

test('a function that initialised while the endpoint was down serves once it is up', async () => {
  const endpoint = await world.endpoint();
  endpoint.answer(({ socket }) => socket.resetAndDestroy());
  const authorizer = await world.start(endpoint);
  endpoint.publish(zuplo.jwk);
  expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
});

describe('a key set is an answer', () => {
  const good = { ...zuplo.jwk, kid: 'good' };
  const { d } = zuplo.privateKey.export({ format: 'jwk' });
  test.each([
    ['nothing', null],
    ['a text', 'canary-claim'],
    ['a list', [good]],
    ['an object without members', {}],
    ['a key of an unknown type', { kty: 'canary-claim', kid: 'bad' }],
    ['a symmetric key', { kty: 'oct', k: 'c2VjcmV0', kid: 'bad' }],
    ['a private key', { ...signingKey('EdDSA').jwk, d, kid: 'bad' }],
    ['a key with a kid that is no text', { ...signingKey('EdDSA').jwk, kid: { a: 1 } }],
    ['a key that is too short', { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'bad' }],
    [
      'a point that is on no curve',
      { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
    ],
    ['a modulus without measure', { kty: 'RSA', n: '_'.repeat(20_000), e: 'AQAB' }],
    ['a key for encryption', { ...signingKey('EdDSA').jwk, use: 'enc', kid: 'bad' }],
  ])('that holds good keys, beside %s', async (_, bad) => {
    const endpoint = await world.endpoint(bad, good, bad);
    const authorizer = await world.start(endpoint);
    expect(world.lines).toEqual([
      { level: 'info', event: 'jwks_fetched', issuer: endpoint.issuer, keys: 1, changed: true },
    ]);
    for (const header of [{}, { kid: 'good' }]) {
      expect(await authorizer.ask(world.token(endpoint, zuplo, {}, header))).toBe('allow');
    }
  });

  test('that is 64 KiB long, or holds 100 keys', async () => {
    for (const set of [
      JSON.stringify({ keys: [good] }).padEnd(65_536),
      JSON.stringify({ keys: [...Array.from({ length: 99 }, () => ({ kty: 'x' })), good] }),
    ]) {
      const endpoint = await world.endpoint();
      endpoint.answer((_, response) => response.end(set));
      const authorizer = await world.start(endpoint);
      expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
    }
  });

  test('by which all keys are withdrawn, if it is empty', async () => {
    const endpoint = await world.endpoint();
    const authorizer = await world.start(endpoint);
    expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('refused: unknown_key');
    expect(world.lines[0]).toMatchObject({ event: 'jwks_fetched', keys: 0 });
  });
});
