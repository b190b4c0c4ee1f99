/** Why a token is refused: a closed list, the same in logs, metrics, documentation and tests. */
export type RefusalReason =
  | 'malformed_header'
  | 'malformed_token'
  | 'unsupported_algorithm'
  | 'unsupported_type'
  | 'unsupported_critical_header'
  | 'unknown_issuer'
  | 'unknown_key'
  | 'bad_signature'
  | 'wrong_audience'
  | 'expired'
  | 'not_yet_valid'
  | 'missing_expiry'
  | 'missing_subject';

/** The token is bad, and we know it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** We cannot tell whether the token is good: our failure, never the caller's. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';

  /** @param cause what went wrong at the key endpoint, in our own words */
  constructor(cause: string) {
    super(`keys_unavailable: ${cause}`);
  }
}
