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
    [
      'text that is not JSON',
      'https://a.example/i',
      /^it must be a list of 1 to 20 objects with issuer, audience, algorithms/,
    ],
    [
      'JSON text that is not a list',
      '{}',
      /^it must be a list of 1 to 20 objects with issuer, audience, algorithms/,
    ],
    ['an object', entry, /^it must be a list of 1 to 20 objects with issuer, audience, algorithms/],
    [
      'an empty list',
      [],
      /^it must be a list of 1 to 20 objects with issuer, audience, algorithms/,
    ],
    ['21 entries', Array(21).fill(entry), /^it must be a list of 1 to 20 objects/],
    ['an entry that is text', [issuer], /^in entry 1, it must be an object/],
    ['an entry that is null', [entry, null], /^in entry 2, it must be an object/],
    ['no issuer', [{ audience: 'a' }], /^in entry 1, issuer: it must be an absolute https URL/],
    ['no audience', [{ issuer }], /^in entry 1, audience: it must be/],
    ['an empty audience', [{ issuer, audience: [] }], /audience: it must be 1 to 256/],
    ['an audience with a comma', [{ issuer, audience: ['a,b'] }], /audience: it must be 1 to 256/],
    ['21 audiences', [{ issuer, audience: [...'abcdefghijklmnopqrstu'] }], /it must be at most 20/],
    ['an issuer that is no URL', [{ issuer: 'a', audience: 'b' }], /^in entry 1, issuer: it must/],
    ['an unknown algorithm', [{ ...entry, algorithms: ['HS256'] }], /algorithms: it must be one/],
    [
      'an unknown member',
      [{ ...entry, aud: 'a' }],
      /^in entry 1, the members are issuer, audience, algorithms, requiredClaims$/,
    ],
    ['required claims that are a list', [{ ...entry, requiredClaims: [] }], /at most 20 claims/],
    ['no algorithms', [{ ...entry, algorithms: [] }], /algorithms: it must not be empty/],
    [
      'a required claim that aws-jwt-verify removes',
      [{ ...entry, requiredClaims: { constructor: 'a' } }],
      /requiredClaims: no token can have this claim/,
    ],
    ['required claims in a Map', [{ ...entry, requiredClaims: new Map() }], /at most 20 claims/],
    ['required claims that are null', [{ ...entry, requiredClaims: null }], /at most 20 claims/],
    [
      '21 required claims',
      [
        {
          ...entry,
          requiredClaims: Object.fromEntries([...'abcdefghijklmnopqrstu'].map((c) => [c, 1])),
        },
      ],
      /at most 20 claims/,
    ],
    [
      'a required claim with 21 values',
      [{ ...entry, requiredClaims: { a: [...'abcdefghijklmnopqrstu'] } }],
      /of "a", it must be/,
    ],
    [
      'a required claim that is an object',
      [{ ...entry, requiredClaims: { a: {} } }],
      /requiredClaims: of "a", it must be a text, number or boolean/,
    ],
    [
      'a required claim without values',
      [{ ...entry, requiredClaims: { a: [] } }],
      /of "a", it must/,
    ],
    [
      'a required claim that is infinite',
      [{ ...entry, requiredClaims: { a: Number.POSITIVE_INFINITY } }],
      /of "a", it must/,
    ],
    [
      'a required claim with one value of another type',
      [{ ...entry, requiredClaims: { a: ['x', {}] } }],
      /of "a", it must be/,
    ],
  ])('rejects %s', (_, given, message) => {
    expect(read(given).messages).toEqual([expect.stringMatching(message)]);
  });

  test('reads up to 20 of everything', () => {
    const twenty = [...'abcdefghijklmnopqrst'];
    const requiredClaims = Object.fromEntries(twenty.map((name) => [name, twenty]));
    const entries = twenty.map((name) => ({
      issuer: `${issuer}/${name}`,
      audience: twenty,
      requiredClaims,
    }));
    expect(read(entries)).toMatchObject({ messages: [], value: entries });
  });

  test.each([
    [{}, []],
    [[null], []],
    [[{}], [{ issuer: '', audience: [] }]],
  ])('has a placeholder for the invalid value %j', (given, value) => {
    expect(read(given).value).toMatchObject(value);
  });

  test('keeps a list of algorithms that names one of them twice', () => {
    const given = ['EdDSA', 'Ed25519', ...algorithms.slice(1, -1)];
    const policies = read([{ ...entry, algorithms: given }]).value;
    expect(policies[0]?.algorithms).toEqual(algorithms.slice(0, -1));
    expect(read(issuerPoliciesSetting.encode?.(policies)).value).toEqual(policies);
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
    expect(issuerPoliciesSetting.encode?.(read([entry]).value)).toBe(
      JSON.stringify([{ issuer, audience: ['orders'] }]),
    );
  });
});
