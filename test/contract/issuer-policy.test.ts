import { describe, expect, test } from 'vitest';
import { algorithms } from '../../contract/algorithms.ts';
import { issuerPoliciesSetting } from '../../contract/issuer-policy.ts';

const issuer = 'https://a.example/i';
const entry = { issuer, audience: 'orders' };
const policy = { issuer, audience: ['orders'], algorithms, requiredClaims: {} };

function read(given: unknown) {
  const messages: string[] = [];
  const value = issuerPoliciesSetting.read(given, (_, message) => messages.push(message));
  return { value, messages };
}

describe('the setting issuers', () => {
  test.each<[string, unknown, unknown]>([
    ['nothing', undefined, []],
    ['an empty text', '', []],
    ['a list', [entry], [policy]],
    ['JSON text', JSON.stringify([entry]), [policy]],
    [
      'several audiences',
      [{ issuer, audience: ['a', 'b'] }],
      [{ ...policy, audience: ['a', 'b'] }],
    ],
    [
      'algorithms, with both names of EdDSA',
      [{ ...entry, algorithms: ['Ed25519', 'PS256'] }],
      [{ ...policy, algorithms: ['EdDSA', 'PS256'] }],
    ],
    [
      'required claims, single or several values',
      [{ ...entry, requiredClaims: { account: 'acme', level: [1, 2], ok: true } }],
      [{ ...policy, requiredClaims: { account: ['acme'], level: [1, 2], ok: [true] } }],
    ],
  ])('reads %s', (_, given, value) => {
    expect(read(given)).toEqual({ value, messages: [] });
  });

  test.each<[string, unknown, RegExp]>([
    ['text that is not JSON', 'https://a.example/i', /^it must be a list of/],
    ['JSON text that is not a list', '{}', /^it must be a list of/],
    ['an object', entry, /^it must be a list of/],
    ['an empty list', [], /^it must be a list of/],
    ['21 entries', Array(21).fill(entry), /with 1 to 20 entries$/],
    ['an entry that is text', [issuer], /^in entry 1, it must be an object/],
    ['an entry that is null', [entry, null], /^in entry 2, it must be an object/],
    ['no issuer', [{ audience: 'a' }], /^in entry 1, issuer: it must be an absolute https URL/],
    ['no audience', [{ issuer }], /^in entry 1, audience: it must be/],
    ['an empty audience', [{ issuer, audience: [] }], /audience: it must be 1 to 20 values/],
    ['an audience with a comma', [{ issuer, audience: 'a,b' }], /audience: it must be 1 to 256/],
    ['an unknown algorithm', [{ ...entry, algorithms: ['HS256'] }], /algorithms: it must be one/],
    ['an unknown member', [{ ...entry, aud: 'a' }], /there is no such member; there are issuer,/],
    ['required claims that are a list', [{ ...entry, requiredClaims: [] }], /with 1 to 20 claims/],
    ['no required claims', [{ ...entry, requiredClaims: {} }], /with 1 to 20 claims/],
    [
      'a required claim that is an object',
      [{ ...entry, requiredClaims: { a: {} } }],
      /requiredClaims, "a": it must be a text, number or boolean/,
    ],
    ['a required claim without values', [{ ...entry, requiredClaims: { a: [] } }], /"a": it must/],
    [
      'a required claim that is infinite',
      [{ ...entry, requiredClaims: { a: Number.POSITIVE_INFINITY } }],
      /"a": it/,
    ],
  ])('rejects %s', (_, given, message) => {
    expect(read(given).messages).toEqual([expect.stringMatching(message)]);
  });

  test('is encoded as JSON text that is read back', () => {
    const policies = read([
      entry,
      { ...entry, issuer: 'https://b.example/i', algorithms: ['PS256'], requiredClaims: { a: 1 } },
    ]).value;
    const encoded = issuerPoliciesSetting.encode?.(policies) ?? '';
    expect(encoded).not.toContain('ES512');
    expect(read(encoded)).toEqual({ value: policies, messages: [] });
    expect(issuerPoliciesSetting.encode?.([])).toBe('');
  });
});
