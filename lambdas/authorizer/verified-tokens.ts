import type { Caller } from '../../contract/caller.ts';
import type { KeySet } from './key-set.ts';
import type { KeySource } from './key-source.ts';

/** What was found when a token was verified. */
export interface Verified {
  readonly caller: Caller;
  /** Whose keys, and which of them in time: the finding is worth nothing once they are replaced. */
  readonly source: KeySource;
  readonly keys: KeySet;
}

/** A memory of tokens that were verified, never of refusals, by their whole canonical text. */
export interface VerifiedTokens {
  recall(text: string): Verified | undefined;
  remember(text: string, verified: Verified): void;
  forgetAll(): void;
}

const maxTokens = 1_000;
/** Of token text in all, a byte each; what is remembered beside it is of the same order. */
const maxLength = 1_048_576;

/** Gives an empty memory of at most a thousand tokens; the oldest make room for new ones. */
export function createVerifiedTokens(): VerifiedTokens {
  const tokens = new Map<string, Verified>();
  let length = 0;
  return {
    recall: (text) => tokens.get(text),
    remember(text, verified) {
      if (!tokens.has(text)) length += text.length;
      tokens.set(text, verified);
      for (const oldest of tokens.keys()) {
        if (tokens.size <= maxTokens && length <= maxLength) break;
        tokens.delete(oldest);
        length -= oldest.length;
      }
    },
    forgetAll() {
      tokens.clear();
      length = 0;
    },
  };
}
