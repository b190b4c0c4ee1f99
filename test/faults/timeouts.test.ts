import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { logEvents } from '../../contract/log-events.ts';
import { signingKey } from '../signing.ts';
import { createTestContext } from './context.ts';
import { hangingResponses } from './endpoint-responses.ts';
import { requestsReceived, resultAfter } from './fetch-in-progress.ts';
import { jwksUnavailable } from './outcome.ts';

// The default timeouts, on real sockets with fake timers: 1 s for a refresh, 2 s for a fetch that a request depends on.

const context = createTestContext();
const key = signingKey('EdDSA');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(Object.entries(hangingResponses))('when the JWKS endpoint %s,', (_, respond) => {
  test('an authorizer without a JWKS throws jwks_unavailable after 2 s', async () => {
    const endpoint = await context.endpoint();
    endpoint.answer(respond);
    const authorizer = await resultAfter(2_000, context.start(endpoint), endpoint, 1);
    for (const [index, apiType] of apiTypes.entries()) {
      context.advance(2 ** index);
      const result = authorizer.authorize(context.token(endpoint, key), apiType);
      expect(await resultAfter(2_000, result, endpoint, index + 2)).toBe(jwksUnavailable);
    }
    const causes = context.linesOf(logEvents.jwksFetchFailed).map(({ cause }) => cause);
    expect(causes).toEqual(Array.from({ length: 3 }, () => 'no response within 2000 ms'));
  });

  test('a stale JWKS stays in use after 1 s, and at once for the next request', async () => {
    const endpoint = await context.endpoint(key.jwk);
    const authorizer = await context.start(endpoint);
    endpoint.answer(respond);
    context.advance(301);
    const result = authorizer.authorize(context.token(endpoint, key));
    expect(await resultAfter(1_000, result, endpoint, 2)).toBe('allow');
    expect(await authorizer.authorize(context.token(endpoint, key, { jti: '2' }))).toBe('allow');
    expect(endpoint.fetches).toBe(2);
  });

  test('a token of an unknown key causes jwks_unavailable after 2 s, and a valid one is allowed meanwhile', async () => {
    const endpoint = await context.endpoint(key.jwk);
    const authorizer = await context.start(endpoint);
    endpoint.answer(respond);
    const result = authorizer.authorize(context.token(endpoint, signingKey('EdDSA')));
    await requestsReceived(endpoint, 2);
    expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');
    expect(await resultAfter(2_000, result, endpoint, 2)).toBe(jwksUnavailable);
  });
});

test('a retry gets only what is left of the timeout', async () => {
  const endpoint = await context.endpoint();
  endpoint.answer(({ socket }) => {
    endpoint.answer(() => undefined);
    vi.advanceTimersByTime(700);
    socket.resetAndDestroy();
  });
  await resultAfter(1_300, context.start(endpoint), endpoint, 2);
  expect(endpoint.fetches).toBe(2);
});

test('a request during a refresh shares the fetch and its timeout', async () => {
  const endpoint = await context.endpoint(key.jwk);
  const authorizer = await context.start(endpoint);
  endpoint.answer(() => undefined);
  context.advance(301);
  const first = authorizer.authorize(context.token(endpoint, key));
  await requestsReceived(endpoint, 2);
  vi.advanceTimersByTime(500);
  const second = authorizer.authorize(context.token(endpoint, key, { jti: 'second' }));
  const both = Promise.all([first, second]);
  expect(await resultAfter(500, both, endpoint, 2)).toEqual(['allow', 'allow']);
  expect(endpoint.fetches).toBe(2);
});

test('requests for one issuer are allowed while the JWKS endpoint of another hangs', async () => {
  const up = await context.endpoint(key.jwk);
  const hanging = await context.endpoint(key.jwk);
  const authorizer = await context.start([up, hanging]);
  hanging.answer(() => undefined);
  context.advance(301);
  const waiting = authorizer.authorize(context.token(hanging, key));
  await requestsReceived(hanging, 2);
  for (let request = 0; request < 20; request += 1) {
    const token = context.token(up, key, { jti: `${request}` });
    expect(await authorizer.authorize(token)).toBe('allow');
  }
  expect(await resultAfter(1_000, waiting, hanging, 2)).toBe('allow');
});
