import { describe, expect, it } from 'vitest';
import { createResultCache } from '../../src/authorizer/result-cache.ts';

describe('An authorizer cache', () => {
  let time = 0;
  const cache = createResultCache<string>(300, () => time);

  it('returns the result of an identity until its TTL has passed', () => {
    cache.set(['a', 'b'], 'result');
    time += 299_999;
    expect(cache.get(['a', 'b'])).toBe('result');
    time += 1;
    expect(cache.get(['a', 'b'])).toBeUndefined();
  });

  it.each([
    [['a', 'b'], ['a,b']],
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [['a'], ['a', '']],
    [['1:a'], ['a']],
    [['a', '1:b'], ['a1:1:b']],
  ])('distinguishes the identities %j and %j', (one, two) => {
    const fresh = createResultCache<string>(300, () => 0);
    fresh.set(one, 'one');
    expect(fresh.get(two)).toBeUndefined();
  });

  it('stores nothing with a TTL of 0', () => {
    const off = createResultCache<string>(0, () => 0);
    off.set(['a'], 'result');
    expect(off.get(['a'])).toBeUndefined();
  });

  it('stores nothing without an identity', () => {
    cache.set([], 'result');
    expect(cache.get([])).toBeUndefined();
  });

  it('drops its oldest entry above 10,000 entries', () => {
    for (let index = 0; index <= 10_000; index += 1) cache.set([`key${index}`], 'result');
    expect(cache.get(['key0'])).toBeUndefined();
    expect(cache.get(['key10000'])).toBe('result');
  });
});
