import { describe, expect, test } from 'vitest';
import { parseJwks } from '../../../../lambdas/authorizer/jwks/jwks.ts';
import { createVerifiedTokenCache } from '../../../../lambdas/authorizer/token/verified-token-cache.ts';

const jwks = parseJwks('{"keys":[]}');
const verified = {
  caller: { iss: 'i', sub: 'alice', exp: 0, scopes: [], claims: {} },
  jwksCache: { current: () => jwks, refetchAfterMiss: async () => undefined },
  jwks,
};

describe('the cache of verified tokens', () => {
  test('returns an entry by the whole text of the token', () => {
    const tokens = createVerifiedTokenCache();
    tokens.set('a.b.c', verified);
    expect(tokens.get('a.b.c')).toBe(verified);
    expect(tokens.get('a.b.d')).toBeUndefined();
  });

  test('does not confuse tokens with the same ending', () => {
    const tokens = createVerifiedTokenCache();
    const ending = 'x'.repeat(64);
    tokens.set(`a${ending}`, verified);
    expect(tokens.get(`b${ending}`)).toBeUndefined();
    tokens.set(`b${ending}`, verified);
    expect(tokens.get(`b${ending}`)).toBe(verified);
  });

  test('holds 1,000 tokens, and replaces the oldest', () => {
    const tokens = createVerifiedTokenCache();
    for (let n = 0; n <= 1000; n += 1) tokens.set(`t${n}`, verified);
    expect(tokens.get('t0')).toBeUndefined();
    expect(tokens.get('t1')).toBe(verified);
    expect(tokens.get('t1000')).toBe(verified);
  });

  test('holds 1 MiB of text', () => {
    const tokens = createVerifiedTokenCache();
    const long = (n: number) => String(n).padStart(8192, '.');
    for (let n = 0; n <= 128; n += 1) tokens.set(long(n), verified);
    expect(tokens.get(long(0))).toBeUndefined();
    expect(tokens.get(long(1))).toBe(verified);
  });

  test('counts a token once, however often it is set', () => {
    const tokens = createVerifiedTokenCache();
    tokens.set('first', verified);
    for (let n = 0; n < 1000; n += 1) tokens.set('x'.repeat(8192), verified);
    expect(tokens.get('first')).toBe(verified);
  });

  test('is empty after clear(), with its full capacity', () => {
    const tokens = createVerifiedTokenCache();
    for (let n = 0; n < 128; n += 1) tokens.set(String(n).padStart(8192, '.'), verified);
    tokens.clear();
    expect(tokens.get('0'.padStart(8192, '.'))).toBeUndefined();
    for (let n = 0; n < 128; n += 1) tokens.set(`n${n}`.padStart(8192, '.'), verified);
    expect(tokens.get('n0'.padStart(8192, '.'))).toBe(verified);
  });
});
