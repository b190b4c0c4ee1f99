import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { logEvents } from '../../contract/log-events.ts';
import { signingKey } from '../signing.ts';
import { createTestContext } from './context.ts';
import { faultyResponses } from './endpoint-responses.ts';
import { jwksUnavailable } from './outcome.ts';

const context = createTestContext();
const key = signingKey('EdDSA');

const down = { name: 'is down', cause: /^ECONNREFUSED$/, respond: undefined, attempts: 0 };

describe.each([down, ...faultyResponses])(
  'when the JWKS endpoint $name,',
  ({ respond, cause, attempts = 1 }) => {
    const fail = async (endpoint: Awaited<ReturnType<typeof context.endpoint>>) => {
      if (respond === undefined) await endpoint.close();
      else endpoint.answer(respond);
    };

    test('an authorizer without a JWKS throws jwks_unavailable', async () => {
      const endpoint = await context.endpoint();
      await fail(endpoint);
      const authorizer = await context.start(endpoint);
      for (const [index, apiType] of apiTypes.entries()) {
        // The delay before the next fetch: 1 s, doubled.
        context.advance(2 ** index);
        const token = context.token(endpoint, key);
        expect(await authorizer.authorize(token, apiType)).toBe(jwksUnavailable);
      }
      expect(context.linesOf(logEvents.jwksFetched, logEvents.tokenRejected)).toEqual([]);
      expect(context.linesOf(logEvents.authorizerError)).toHaveLength(apiTypes.length);
      const failures = context.linesOf(logEvents.jwksFetchFailed);
      expect(failures).toHaveLength(1 + apiTypes.length);
      for (const line of failures) {
        expect(line).toMatchObject({ level: 'warn', issuer: endpoint.issuer });
        expect(line['cause']).toMatch(cause);
        expect(line['ageSeconds']).toBeUndefined();
      }
      expect(endpoint.fetches).toBe(3 * attempts);
    });

    test('a stale JWKS stays in use, and one log line contains its age', async () => {
      const endpoint = await context.endpoint(key.jwk);
      const authorizer = await context.start(endpoint);
      await fail(endpoint);
      context.advance(301);
      context.lines.length = 0;
      for (const apiType of apiTypes) {
        expect(await authorizer.authorize(context.token(endpoint, key), apiType)).toBe('allow');
      }
      expect(context.lines).toEqual([
        {
          level: 'warn',
          event: logEvents.jwksFetchFailed,
          issuer: endpoint.issuer,
          cause: expect.stringMatching(cause),
          ageSeconds: 301,
        },
      ]);
      // With a usable JWKS, a fetch is not retried.
      expect(endpoint.fetches).toBe(1 + Math.min(1, attempts));
    });

    test('a token of an unknown key, which may be new, causes jwks_unavailable, and the JWKS stays in use', async () => {
      const endpoint = await context.endpoint(key.jwk);
      const authorizer = await context.start(endpoint);
      await fail(endpoint);
      const unknown = context.token(endpoint, signingKey('EdDSA'));
      for (const apiType of apiTypes)
        expect(await authorizer.authorize(unknown, apiType)).toBe(jwksUnavailable);
      expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');
    });
  },
);

test('the authorizer stops reading a 50 MB body soon after 64 KiB', async () => {
  const endpoint = await context.endpoint(key.jwk);
  const authorizer = await context.start(endpoint);
  let written = 0;
  function* chunks() {
    for (; written < 800; written += 1) yield Buffer.alloc(65_536, ' ');
  }
  endpoint.answer((_, response) => {
    pipeline(Readable.from(chunks()), response).catch(() => undefined);
  });
  context.advance(301);
  expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');
  // Socket buffers on the way are outside the authorizer's control.
  expect(written).toBeLessThan(200);
});

test.each([301, 302, 303, 307, 308])(
  'a %i redirect to an endpoint that publishes the key is not followed',
  async (status) => {
    const endpoint = await context.endpoint();
    const target = await context.endpoint(key.jwk);
    const location = `${target.issuer}/.well-known/jwks.json`;
    endpoint.answer((_, response) => {
      response.writeHead(status, { location }).end();
    });
    const authorizer = await context.start(endpoint);
    context.advance(1);
    expect(await authorizer.authorize(context.token(endpoint, key))).toBe(jwksUnavailable);
    expect(endpoint.fetches).toBe(2);
    expect(target.fetches).toBe(0);
  },
);

test.each([
  ['a connection reset', undefined],
  ['status 503', 503],
  ['status 500', 500],
])('an authorizer without a JWKS retries once, at once, after %s', async (_, status) => {
  const endpoint = await context.endpoint();
  endpoint.answer((request, response) => {
    endpoint.publish(key.jwk);
    if (status !== undefined) response.writeHead(status).end();
    else request.socket.resetAndDestroy();
  });
  const authorizer = await context.start(endpoint);
  expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');
  expect(context.lines.map(({ event }) => event)).toEqual([logEvents.jwksFetched]);
  expect(endpoint.fetches).toBe(2);
});

test('an authorizer initialized during an outage allows requests 1 s after it', async () => {
  const endpoint = await context.endpoint();
  endpoint.answer(({ socket }) => socket.resetAndDestroy());
  const authorizer = await context.start(endpoint);
  endpoint.publish(key.jwk);
  expect(await authorizer.authorize(context.token(endpoint, key))).toBe(jwksUnavailable);
  context.advance(1);
  expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');
});

describe('a JWKS is usable', () => {
  const valid = { ...key.jwk, kid: 'valid' };
  const other = signingKey('EdDSA').jwk;
  const { d } = key.privateKey.export({ format: 'jwk' });
  const offCurve = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
  test.each([
    ['null', null],
    ['a string', 'canary-claim'],
    ['an array', [valid]],
    ['an empty object', {}],
    ['a key of unknown type', { kty: 'canary-claim', kid: 'bad' }],
    ['a symmetric key', { kty: 'oct', k: 'c2VjcmV0', kid: 'bad' }],
    ['a private key', { ...other, d, kid: 'bad' }],
    ['a key with an object as kid', { ...other, kid: { a: 1 } }],
    ['a short key', { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'bad' }],
    ['a point off its curve', offCurve],
    ['a 15,000-byte modulus', { kty: 'RSA', n: '_'.repeat(20_000), e: 'AQAB' }],
    ['an encryption key', { ...other, use: 'enc', kid: 'bad' }],
  ])('if it contains a valid key between %s', async (_, unusable) => {
    const endpoint = await context.endpoint(unusable, valid, unusable);
    const authorizer = await context.start(endpoint);
    const { issuer } = endpoint;
    expect(context.lines).toEqual([
      { level: 'info', event: logEvents.jwksFetched, issuer, keys: 1, changed: true },
    ]);
    for (const header of [{}, { kid: 'valid' }]) {
      const token = context.token(endpoint, key, {}, header);
      expect(await authorizer.authorize(token)).toBe('allow');
    }
  });

  test.each([
    ['64 KiB long', JSON.stringify({ keys: [valid] }).padEnd(65_536)],
    [
      'with a member nested 20,000 deep',
      `{"keys":[{"kty":${'['.repeat(20_000)}${']'.repeat(20_000)}},${JSON.stringify(valid)}]}`,
    ],
    [
      'with an unknown member nested 5,000 deep in the key',
      JSON.stringify({ keys: [valid] }).replace(
        '"kid"',
        `"unknown":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)},"kid"`,
      ),
    ],
    [
      'of 100 keys',
      JSON.stringify({ keys: [...Array.from({ length: 99 }, () => ({ kty: 'x' })), valid] }),
    ],
  ])('if it is %s', async (_, jwks) => {
    const endpoint = await context.endpoint();
    endpoint.answer((_request, response) => response.end(jwks));
    const authorizer = await context.start(endpoint);
    expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');
  });

  test('if it is empty: all keys are withdrawn', async () => {
    const endpoint = await context.endpoint();
    const authorizer = await context.start(endpoint);
    const outcome = await authorizer.authorize(context.token(endpoint, key));
    expect(outcome).toBe('rejected: unknown_key');
    expect(context.lines[0]).toMatchObject({ event: logEvents.jwksFetched, keys: 0 });
  });
});
