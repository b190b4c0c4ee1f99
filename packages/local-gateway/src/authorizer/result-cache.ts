export interface ResultCache<Result> {
  get(identity: readonly string[]): Result | undefined;
  set(identity: readonly string[], result: Result): void;
}

const maxEntries = 10_000;

/**
 * Creates the cache of one authorizer in one stage, keyed by the values of its identity sources.
 * With a TTL of 0 or without an identity, nothing is cached.
 *
 * @param now the clock, in milliseconds
 * @see API Gateway, "Caching authorizer responses"
 */
export function createResultCache<Result>(
  ttlSeconds: number,
  now: () => number,
): ResultCache<Result> {
  const entries = new Map<string, { readonly result: Result; readonly expires: number }>();
  return {
    get: (identity) => {
      const key = cacheKey(identity);
      const entry = entries.get(key);
      if (entry === undefined || entry.expires > now()) return entry?.result;
      entries.delete(key);
      return undefined;
    },
    set: (identity, result) => {
      if (ttlSeconds <= 0 || identity.length === 0) return;
      const oldest = entries.keys().next();
      if (entries.size >= maxEntries && !oldest.done) entries.delete(oldest.value);
      entries.set(cacheKey(identity), { result, expires: now() + ttlSeconds * 1000 });
    },
  };
}

/** Prefixes each value with its length, so that different lists never share a key. */
function cacheKey(identity: readonly string[]): string {
  return identity.map((value) => `${value.length}:${value}`).join('');
}
