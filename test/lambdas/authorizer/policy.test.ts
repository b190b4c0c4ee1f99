import { describe, expect, test } from 'vitest';
import { policyFor } from '../../../lambdas/authorizer/policy.ts';

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/GET/protected';
const stage = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/*';
const allowed = {
  allowed: true,
  caller: { iss: 'issuer', sub: 'alice', exp: 1_800_000_000, scopes: [], claims: {} },
} as const;

const rejected = { allowed: false, reason: 'expired', token: {} } as const;

describe('policyFor', () => {
  test('allows the whole stage, with the caller in the context', () => {
    expect(policyFor(allowed, { arn, userAgent: undefined })).toStrictEqual({
      principalId: 'alice',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: stage }],
      },
      context: { iss: 'issuer', sub: 'alice', exp: 1_800_000_000, loggedSub: 'alice' },
    });
  });

  test('denies the whole stage, with the reason in the context', () => {
    const result = policyFor(rejected, { arn, userAgent: undefined });
    expect(result.policyDocument.Statement).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Deny', Resource: stage },
    ]);
    expect(result.context).toStrictEqual({ reason: 'expired' });
  });

  test.each([
    ['the root', 'arn:aws:execute-api:r:1:api/prod/GET/'],
    ['a path with more slashes', 'arn:aws:execute-api:r:1:api/prod/GET/a/b/c'],
    ['a path with wildcards in it', 'arn:aws:execute-api:r:1:api/prod/GET/*/?'],
  ])('covers the whole stage for %s', (_, arn) => {
    expect(
      policyFor(allowed, { arn, userAgent: undefined }).policyDocument.Statement[0]?.Resource,
    ).toBe('arn:aws:execute-api:r:1:api/prod/*');
  });

  test.each([
    ['allowed', { ...allowed, caller: { ...allowed.caller, sub: 'a"b' } }],
    ['rejected', { ...rejected, token: { sub: 'a"b' } }],
  ])('adds sanitized subject and user agent for access logs (%s)', (_, decision) => {
    const { context } = policyFor(decision, { arn, userAgent: 'curl\n"' });
    expect(context).toMatchObject({
      loggedSub: 'a\\u0022b',
      loggedUserAgent: 'curl\\u000a\\u0022',
    });
  });

  test('passes the unchanged subject to handlers', () => {
    const caller = { ...allowed.caller, sub: 'a"b' };
    const { context, principalId } = policyFor(
      { ...allowed, caller },
      { arn, userAgent: undefined },
    );
    expect([context.sub, principalId]).toEqual(['a"b', 'a"b']);
  });

  test('passes no subject of a rejected token to handlers', () => {
    const { context, principalId } = policyFor(
      { ...rejected, token: { iss: 'issuer', sub: 'alice' } },
      { arn, userAgent: 7 },
    );
    expect(JSON.parse(JSON.stringify(context))).toEqual({
      reason: 'expired',
      iss: 'issuer',
      loggedSub: 'alice',
      loggedUserAgent: '(number)',
    });
    expect(principalId).toBe('rejected');
  });
});
