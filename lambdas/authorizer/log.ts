import type { KeyLog } from './key-source.ts';
import type { RefusalReason } from './refusal.ts';

/** The authorizer's log lines. Lambda's JSON format makes each object one structured entry. */
export const log: KeyLog & { refused(reason: RefusalReason): void } = {
  keysFetched: (issuer, keys, changed) =>
    console.info({ event: 'keys_fetched', issuer, keys, changed }),
  keysNotFetched: (issuer, cause, ageSeconds) =>
    console.warn({ event: 'keys_not_fetched', issuer, cause, ageSeconds }),
  refused: (reason) => console.warn({ event: 'refused', reason }),
};
