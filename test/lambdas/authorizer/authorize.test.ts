import { describe, expect, test } from 'vitest';
import { createAuthorize } from '../../../lambdas/authorizer/authorize.ts';
import { AuthorizerError } from '../../../lambdas/authorizer/authorizer-error.ts';
import { TokenRejectedError } from '../../../lambdas/authorizer/token-rejected-error.ts';

const caller = { iss: 'issuer', sub: 'alice', exp: 1_800_000_000, scopes: ['a', 'b'], claims: {} };

describe('authorize', () => {
  test.each([[[]], [['a']], [['b', 'a']]])(
    'allows a caller with the required scopes %j',
    async (scopes) => {
      const authorize = createAuthorize(async (text) => ({ ...caller, sub: text }));
      expect(await authorize('Bearer t', scopes)).toEqual({
        allowed: true,
        caller: { ...caller, sub: 't' },
      });
    },
  );

  test.each([[['c']], [['a', 'c']], [undefined]])(
    'rejects a token without the required scopes %j',
    async (scopes) => {
      const decision = await createAuthorize(async () => caller)('Bearer t', scopes);
      expect(decision).toEqual({
        allowed: false,
        reason: 'insufficient_scope',
        token: { iss: 'issuer', sub: 'alice' },
      });
    },
  );

  test('rejects a header without a bearer token', async () => {
    const decision = await createAuthorize(async () => caller)('Basic t', []);
    expect(decision).toMatchObject({ allowed: false, reason: 'malformed_header' });
  });

  test('returns the reason of a rejection and the header of the token', async () => {
    const authorize = createAuthorize(async () => {
      throw new TokenRejectedError('unknown_key', { header: { alg: 'EdDSA', kid: 'k' } });
    });
    expect(await authorize('Bearer t', [])).toEqual({
      allowed: false,
      reason: 'unknown_key',
      token: { header: { alg: 'EdDSA', kid: 'k' } },
    });
  });

  test('throws an AuthorizerError if the token cannot be verified', async () => {
    const authorize = createAuthorize(async () => {
      throw new AuthorizerError('jwks_unavailable');
    });
    await expect(authorize('Bearer t', [])).rejects.toThrow(AuthorizerError);
  });
});
