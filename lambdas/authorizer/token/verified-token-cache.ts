import type { Caller } from '../../../contract/caller.ts';
import type { Jwks } from '../jwks/jwks.ts';
import type { JwksCache } from '../jwks/jwks-cache.ts';

/** What was found when a token was verified. */
export interface Verified {
  readonly caller: Caller;
  /** Whose keys, and which of them in time: the finding is worth nothing once they are replaced. */
  readonly source: JwksCache;
  readonly keys: Jwks;
}

/** A memory of tokens that were verified, never of refusals, by their whole canonical text. */
export interface VerifiedTokenCache {
  recall(text: string): Verified | undefined;
  remember(text: string, verified: Verified): void;
  forgetAll(): void;
}

const maxTokens = 1_000;
/** Of token text in all, a byte each; what is remembered beside it is of the same order. */
const maxLength = 1_048_576;

/** Enough of a signature's end to tell tokens apart: a whole token takes longer to hash than to compare. */
const labelLength = 32;

interface Entry {
  readonly text: string;
  readonly verified: Verified;
}

/** Gives an empty memory of at most a thousand tokens; the oldest make room for new ones. */
export function createVerifiedTokenCache(): VerifiedTokenCache {
  const entries = new Map<string, Entry>();
  let length = 0;

  function forget(label: string): void {
    length -= entries.get(label)?.text.length ?? 0;
    entries.delete(label);
  }

  return {
    recall(text) {
      const entry = entries.get(text.slice(-labelLength));
      return entry?.text === text ? entry.verified : undefined;
    },
    remember(text, verified) {
      const newest = text.slice(-labelLength);
      forget(newest);
      entries.set(newest, { text, verified });
      length += text.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= maxTokens && length <= maxLength) break;
        forget(oldest);
      }
    },
    forgetAll() {
      entries.clear();
      length = 0;
    },
  };
}
