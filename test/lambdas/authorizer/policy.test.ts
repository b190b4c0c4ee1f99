import { describe, expect, test } from 'vitest';
import { policyFor } from '../../../lambdas/authorizer/policy.ts';

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/GET/protected';
const stage = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/*';
const allowed = {
  allowed: true,
  caller: { sub: 'alice', exp: 1_800_000_000, scopes: [], claims: {} },
} as const;

const refused = { allowed: false, reason: 'expired', header: {}, sub: undefined } as const;

describe('the policy', () => {
  test('allows the whole stage, and hands on who is calling and until when', () => {
    expect(policyFor(allowed, { arn, userAgent: undefined })).toStrictEqual({
      principalId: 'alice',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: stage }],
      },
      context: { sub: 'alice', exp: 1_800_000_000, loggedSub: 'alice' },
    });
  });

  test('denies the whole stage, and says why', () => {
    const answer = policyFor(refused, { arn, userAgent: undefined });
    expect(answer.policyDocument.Statement).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Deny', Resource: stage },
    ]);
    expect(answer.context).toStrictEqual({ reason: 'expired' });
  });

  test.each([
    ['the root', 'arn:aws:execute-api:r:1:api/prod/GET/'],
    ['a path with more slashes', 'arn:aws:execute-api:r:1:api/prod/GET/a/b/c'],
    ['a path with wildcards in it', 'arn:aws:execute-api:r:1:api/prod/GET/*/?'],
  ])('is for the stage, whatever %s adds to it', (_, arn) => {
    expect(
      policyFor(allowed, { arn, userAgent: undefined }).policyDocument.Statement[0]?.Resource,
    ).toBe('arn:aws:execute-api:r:1:api/prod/*');
  });

  test.each([
    ['allowed', { ...allowed, caller: { ...allowed.caller, sub: 'a"b' } }],
    ['refused', { ...refused, sub: 'a"b' }],
  ])('tells access logs who called and with what, legibly (%s)', (_, decision) => {
    const { context } = policyFor(decision, { arn, userAgent: 'curl\n"' });
    expect(context).toMatchObject({
      loggedSub: 'a\\u0022b',
      loggedUserAgent: 'curl\\u000a\\u0022',
    });
  });

  test('tells handlers the subject as it is', () => {
    const caller = { ...allowed.caller, sub: 'a"b' };
    const { context, principalId } = policyFor(
      { ...allowed, caller },
      { arn, userAgent: undefined },
    );
    expect([context['sub'], principalId]).toEqual(['a"b', 'a"b']);
  });

  test('says of a refused subject nothing to handlers', () => {
    const { context, principalId } = policyFor({ ...refused, sub: 'alice' }, { arn, userAgent: 7 });
    expect(JSON.parse(JSON.stringify(context))).toEqual({
      reason: 'expired',
      loggedSub: 'alice',
      loggedUserAgent: '(number)',
    });
    expect(principalId).toBe('refused');
  });
});
