import { describe, expect, test } from 'vitest';
import { parseJwks } from '../../../../lambdas/authorizer/jwks/jwks.ts';
import { createVerifiedTokenCache } from '../../../../lambdas/authorizer/token/verified-token-cache.ts';

const keys = parseJwks('{"keys":[]}');
const finding = {
  caller: { sub: 'alice', exp: 0, scopes: [], claims: {} },
  source: { current: () => keys, refetchAfterMiss: async () => undefined },
  keys,
};

describe('the memory of verified tokens', () => {
  test('recalls what was found, by the whole text', () => {
    const tokens = createVerifiedTokenCache();
    tokens.remember('a.b.c', finding);
    expect(tokens.recall('a.b.c')).toBe(finding);
    expect(tokens.recall('a.b.d')).toBeUndefined();
  });

  test('does not take a token for another that ends alike', () => {
    const tokens = createVerifiedTokenCache();
    const ending = 'x'.repeat(64);
    tokens.remember(`a${ending}`, finding);
    expect(tokens.recall(`b${ending}`)).toBeUndefined();
    tokens.remember(`b${ending}`, finding);
    expect(tokens.recall(`b${ending}`)).toBe(finding);
  });

  test('holds a thousand tokens; the oldest make room', () => {
    const tokens = createVerifiedTokenCache();
    for (let n = 0; n <= 1000; n += 1) tokens.remember(`t${n}`, finding);
    expect(tokens.recall('t0')).toBeUndefined();
    expect(tokens.recall('t1')).toBe(finding);
    expect(tokens.recall('t1000')).toBe(finding);
  });

  test('holds a mebibyte of text', () => {
    const tokens = createVerifiedTokenCache();
    const long = (n: number) => String(n).padStart(8192, '.');
    for (let n = 0; n <= 128; n += 1) tokens.remember(long(n), finding);
    expect(tokens.recall(long(0))).toBeUndefined();
    expect(tokens.recall(long(1))).toBe(finding);
  });

  test('counts a token once, however often it is remembered', () => {
    const tokens = createVerifiedTokenCache();
    tokens.remember('first', finding);
    for (let n = 0; n < 1000; n += 1) tokens.remember('x'.repeat(8192), finding);
    expect(tokens.recall('first')).toBe(finding);
  });

  test('forgets everything at once, and then has all its room', () => {
    const tokens = createVerifiedTokenCache();
    for (let n = 0; n < 128; n += 1) tokens.remember(String(n).padStart(8192, '.'), finding);
    tokens.forgetAll();
    expect(tokens.recall('0'.padStart(8192, '.'))).toBeUndefined();
    for (let n = 0; n < 128; n += 1) tokens.remember(`n${n}`.padStart(8192, '.'), finding);
    expect(tokens.recall('n0'.padStart(8192, '.'))).toBe(finding);
  });
});
