import { describe, expect, test } from 'vitest';
import { parseJwks } from '../../../../lambdas/authorizer/jwks/jwks.ts';
import { signingKey } from '../../../signing.ts';

const { jwk } = signingKey('EdDSA');
const rsa = signingKey('RS256').jwk;

function keySetOf(...keys: readonly unknown[]) {
  return parseJwks(JSON.stringify({ keys }));
}

describe('a key set', () => {
  test('gives the keys that a kid names, as far as they fit the algorithm', () => {
    const keys = keySetOf({ ...jwk, kid: 'a' }, { ...rsa, kid: 'a' }, { ...jwk, kid: 'b' });
    expect(keys.matchingKeys('EdDSA', 'a')).toHaveLength(1);
    expect(keys.matchingKeys('RS512', 'a')).toHaveLength(1);
    expect(keys.matchingKeys('ES256', 'a')).toHaveLength(0);
    expect(keys.matchingKeys('EdDSA', 'c')).toHaveLength(0);
  });

  test('gives every key that fits the algorithm when there is no kid', () => {
    const keys = keySetOf(jwk, { ...jwk, kid: 'b' }, rsa);
    expect(keys.matchingKeys('EdDSA', undefined)).toHaveLength(2);
  });

  test('does not take a key without a kid for the one that a token names', () => {
    expect(keySetOf(jwk).matchingKeys('EdDSA', 'a')).toHaveLength(0);
  });

  test('never gives more than ten keys to try', () => {
    const keys = keySetOf(...Array.from({ length: 100 }, () => ({ ...jwk, kid: 'a' })));
    expect(keys.matchingKeys('EdDSA', undefined)).toHaveLength(10);
    expect(keys.matchingKeys('EdDSA', 'a')).toHaveLength(10);
  });

  test('is not spoilt by members that may not verify', () => {
    const keys = keySetOf(null, 1, { kty: 'oct', k: 'AAAA' }, { ...jwk, use: 'enc' }, jwk);
    expect(keys.size).toBe(1);
  });

  test('may be empty: its issuer has withdrawn every key', () => {
    expect(keySetOf().size).toBe(0);
  });

  test.each([
    ['nothing', 'not JSON', ''],
    ['a page', 'not JSON', '<html>'],
    ['null', 'no array "keys"', 'null'],
    ['text', 'no array "keys"', '"keys"'],
    ['a list', 'no array "keys"', '[]'],
    ['an object without keys', 'no array "keys"', '{}'],
    ['keys that are not a list', 'no array "keys"', '{"keys":{}}'],
    [
      'more than 100 keys',
      'more than 100 keys',
      JSON.stringify({ keys: Array.from({ length: 101 }, () => jwk) }),
    ],
  ])('is not made from %s', (_, message, document) => {
    expect(() => parseJwks(document)).toThrow(
      expect.objectContaining({ name: 'InvalidJwksError', message }),
    );
  });
});
