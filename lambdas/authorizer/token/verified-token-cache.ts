import type { Caller } from '../../../contract/caller.ts';
import type { Jwks } from '../jwks/jwks.ts';
import type { JwksCache } from '../jwks/jwks-cache.ts';

/** The result of verifying a token. */
export interface VerifiedToken {
  readonly caller: Caller;
  /** The JWKS that verified it, and the cache it came from: the result is void once the JWKS is replaced. */
  readonly jwksCache: JwksCache;
  readonly jwks: Jwks;
}

/** Caches verified tokens by their whole canonical text. Rejections are never cached. */
export interface VerifiedTokenCache {
  get(text: string): VerifiedToken | undefined;
  set(text: string, verified: VerifiedToken): void;
  clear(): void;
}

const maxTokens = 1_000;
/** Bytes of token text in total; the rest of the entries takes about as much. */
const maxLength = 1_048_576;

/** The end of the signature identifies a token: hashing the whole text takes longer than comparing it. */
const keyLength = 32;

interface Entry {
  readonly text: string;
  readonly verified: VerifiedToken;
}

/** Creates an empty cache of at most 1,000 tokens; new tokens replace the oldest. */
export function createVerifiedTokenCache(): VerifiedTokenCache {
  const entries = new Map<string, Entry>();
  let length = 0;

  function remove(key: string): void {
    length -= entries.get(key)?.text.length ?? 0;
    entries.delete(key);
  }

  return {
    get(text) {
      const entry = entries.get(text.slice(-keyLength));
      return entry?.text === text ? entry.verified : undefined;
    },
    set(text, verified) {
      const newest = text.slice(-keyLength);
      remove(newest);
      entries.set(newest, { text, verified });
      length += text.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= maxTokens && length <= maxLength) break;
        remove(oldest);
      }
    },
    clear() {
      entries.clear();
      length = 0;
    },
  };
}
