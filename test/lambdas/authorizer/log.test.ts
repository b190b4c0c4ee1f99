import { afterEach, describe, expect, test, vi } from 'vitest';
import { jwksLog, logAuthorizerError, logTokenRejected } from '../../../lambdas/authorizer/log.ts';

afterEach(() => vi.restoreAllMocks());

function lineOn(method: 'info' | 'warn' | 'error', write: () => void): unknown {
  const spy = vi.spyOn(console, method).mockImplementation(() => {});
  write();
  expect(spy).toHaveBeenCalledOnce();
  return JSON.parse(JSON.stringify(spy.mock.calls[0]?.[0]));
}

const event = {
  apiType: 'http',
  authorization: 'Bearer secret',
  arn: 'arn',
  route: 'GET /',
  matchedRoute: 'GET /',
  requestId: 'r1',
  userAgent: 'secret',
} as const;

function loggedRejection(header: { alg?: unknown; kid?: unknown }) {
  return lineOn('warn', () =>
    logTokenRejected({ allowed: false, reason: 'unknown_key', token: { header } }, event),
  );
}

describe('the log', () => {
  test('has the reason, route, request and token header of a rejection', () => {
    expect(loggedRejection({ alg: 'EdDSA', kid: 'k1' })).toEqual({
      event: 'token_rejected',
      reason: 'unknown_key',
      route: 'GET /',
      requestId: 'r1',
      alg: 'EdDSA',
      kid: 'k1',
    });
  });

  test.each([
    ['line breaks and escapes', 'a\r\n\u001b[31m', 'a\\u000d\\u000a\\u001b[31m'],
    ['characters outside ASCII', 'é\u202e', '\\u00e9\\u202e'],
    ['more than 64 characters', 'x'.repeat(65), `${'x'.repeat(63)}…`],
    ['exactly 64 characters', 'x'.repeat(64), 'x'.repeat(64)],
    ['another type', { a: 1 }, '(object)'],
  ])('sanitizes a kid with %s', (_, kid, logged) => {
    expect(loggedRejection({ kid })).toMatchObject({ kid: logged });
  });

  test('omits absent fields', () => {
    expect(loggedRejection({})).toEqual({
      event: 'token_rejected',
      reason: 'unknown_key',
      route: 'GET /',
      requestId: 'r1',
    });
  });

  test('has the issuer, the number of keys and whether they changed for a fetched JWKS', () => {
    expect(lineOn('info', () => jwksLog.jwksFetched('i', 2, true))).toEqual({
      event: 'jwks_fetched',
      issuer: 'i',
      keys: 2,
      changed: true,
    });
  });

  test('has the cause and the age of the known JWKS for a failed fetch', () => {
    expect(lineOn('warn', () => jwksLog.jwksFetchFailed('i', 'status 500', 301))).toEqual({
      event: 'jwks_fetch_failed',
      issuer: 'i',
      cause: 'status 500',
      ageSeconds: 301,
    });
  });

  test('has the reason of an authorizer error', () => {
    const line = lineOn('error', () => logAuthorizerError(new Error('x'), 'jwks_unavailable'));
    expect(line).toEqual({ event: 'authorizer_error', reason: 'jwks_unavailable' });
  });

  test('has the name and stack frame of an internal error, and not its message', () => {
    const line = lineOn('error', () =>
      logAuthorizerError(new TypeError('secret\n    at secret'), 'internal'),
    );
    expect(line).toEqual({
      event: 'authorizer_error',
      reason: 'internal',
      error: 'TypeError',
      stackFrame: expect.stringMatching(/^at .*log\.test\.ts/),
    });
  });

  test('has the type of a thrown value that is not an Error', () => {
    expect(lineOn('error', () => logAuthorizerError('secret', 'internal'))).toMatchObject({
      error: 'string',
    });
  });
});
