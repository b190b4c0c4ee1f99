import { afterEach, describe, expect, test, vi } from 'vitest';
import { jwksLog, logAuthorizerError, logTokenRejected } from '../../../lambdas/authorizer/log.ts';

afterEach(() => vi.restoreAllMocks());

function lineOn(method: 'info' | 'warn' | 'error', write: () => void): unknown {
  const spy = vi.spyOn(console, method).mockImplementation(() => {});
  write();
  expect(spy).toHaveBeenCalledOnce();
  return JSON.parse(JSON.stringify(spy.mock.calls[0]?.[0]));
}

const request = {
  flavour: 'http',
  authorization: 'Bearer secret',
  arn: 'arn',
  route: 'GET /',
  requestId: 'r1',
  userAgent: 'secret',
} as const;

function refusal(header: { alg?: unknown; kid?: unknown }) {
  return lineOn('warn', () =>
    logTokenRejected({ allowed: false, reason: 'unknown_key', header, sub: undefined }, request),
  );
}

describe('the log', () => {
  test('says of a refusal why, of which route and request, and what the token says of itself', () => {
    expect(refusal({ alg: 'EdDSA', kid: 'k1' })).toEqual({
      event: 'refused',
      reason: 'unknown_key',
      route: 'GET /',
      requestId: 'r1',
      alg: 'EdDSA',
      kid: 'k1',
    });
  });

  test.each([
    ['line breaks and escapes', 'a\r\n\u001b[31m', 'a\\u000d\\u000a\\u001b[31m'],
    ['letters outside ASCII', 'é\u202e', '\\u00e9\\u202e'],
    ['more than 64 characters', 'x'.repeat(65), `${'x'.repeat(63)}…`],
    ['exactly 64 characters', 'x'.repeat(64), 'x'.repeat(64)],
    ['another type', { a: 1 }, '(object)'],
  ])('cuts and escapes a kid with %s', (_, kid, logged) => {
    expect(refusal({ kid })).toMatchObject({ kid: logged });
  });

  test('leaves out what is not there', () => {
    expect(refusal({})).toEqual({
      event: 'refused',
      reason: 'unknown_key',
      route: 'GET /',
      requestId: 'r1',
    });
  });

  test('says of keys that came whose, how many and whether they changed', () => {
    expect(lineOn('info', () => jwksLog.jwksFetched('i', 2, true))).toEqual({
      event: 'jwks_fetched',
      issuer: 'i',
      keys: 2,
      changed: true,
    });
  });

  test('says of keys that did not come why, and how old those are that serve', () => {
    expect(lineOn('warn', () => jwksLog.jwksFetchFailed('i', 'status 500', 301))).toEqual({
      event: 'jwks_fetch_failed',
      issuer: 'i',
      cause: 'status 500',
      ageSeconds: 301,
    });
  });

  test('says of a failure why', () => {
    const line = lineOn('error', () => logAuthorizerError(new Error('x'), 'jwks_unavailable'));
    expect(line).toEqual({ event: 'failed', reason: 'jwks_unavailable' });
  });

  test('says of a mistake of ours what kind it is and where it was made, and nothing that it quotes', () => {
    const line = lineOn('error', () =>
      logAuthorizerError(new TypeError('secret\n    at secret'), 'internal'),
    );
    expect(line).toEqual({
      event: 'failed',
      reason: 'internal',
      error: 'TypeError',
      at: expect.stringMatching(/^at .*log\.test\.ts/),
    });
  });

  test('says of something thrown that is no error what type it is', () => {
    expect(lineOn('error', () => logAuthorizerError('secret', 'internal'))).toMatchObject({
      error: 'string',
    });
  });
});
