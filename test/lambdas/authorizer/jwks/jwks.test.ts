import { describe, expect, test } from 'vitest';
import { parseJwks } from '../../../../lambdas/authorizer/jwks/jwks.ts';
import { signingKey } from '../../../signing.ts';

const { jwk } = signingKey('EdDSA');
const rsa = signingKey('RS256').jwk;

function jwksOf(...keys: readonly unknown[]) {
  return parseJwks(JSON.stringify({ keys }));
}

describe('a JWKS', () => {
  test('returns the keys with a kid that support the algorithm', () => {
    const jwks = jwksOf({ ...jwk, kid: 'a' }, { ...rsa, kid: 'a' }, { ...jwk, kid: 'b' });
    expect(jwks.matchingKeys('EdDSA', 'a')).toHaveLength(1);
    expect(jwks.matchingKeys('RS512', 'a')).toHaveLength(1);
    expect(jwks.matchingKeys('ES256', 'a')).toHaveLength(0);
    expect(jwks.matchingKeys('EdDSA', 'c')).toHaveLength(0);
  });

  test('returns every key that supports the algorithm if there is no kid', () => {
    const jwks = jwksOf(jwk, { ...jwk, kid: 'b' }, rsa);
    expect(jwks.matchingKeys('EdDSA', undefined)).toHaveLength(2);
  });

  test('does not return a key without a kid for a token with a kid', () => {
    expect(jwksOf(jwk).matchingKeys('EdDSA', 'a')).toHaveLength(0);
  });

  test('returns at most ten keys', () => {
    const jwks = jwksOf(...Array.from({ length: 100 }, () => ({ ...jwk, kid: 'a' })));
    expect(jwks.matchingKeys('EdDSA', undefined)).toHaveLength(10);
    expect(jwks.matchingKeys('EdDSA', 'a')).toHaveLength(10);
  });

  test('ignores unusable members', () => {
    const jwks = jwksOf(null, 1, { kty: 'oct', k: 'AAAA' }, { ...jwk, use: 'enc' }, jwk);
    expect(jwks.size).toBe(1);
  });

  test('may be empty, after the issuer has withdrawn every key', () => {
    expect(jwksOf().size).toBe(0);
  });

  test.each([
    ['an empty document', 'not JSON', ''],
    ['HTML', 'not JSON', '<html>'],
    ['null', 'no array "keys"', 'null'],
    ['text', 'no array "keys"', '"keys"'],
    ['an array', 'no array "keys"', '[]'],
    ['an object without keys', 'no array "keys"', '{}'],
    ['keys that are not an array', 'no array "keys"', '{"keys":{}}'],
    [
      'more than 100 keys',
      'more than 100 keys',
      JSON.stringify({ keys: Array.from({ length: 101 }, () => jwk) }),
    ],
  ])('cannot be parsed from %s', (_, message, document) => {
    expect(() => parseJwks(document)).toThrow(
      expect.objectContaining({ name: 'InvalidJwksError', message }),
    );
  });
});
