/** Why a request is refused: a closed list, the same in logs, metrics, documentation and tests. */
export type RejectionReason =
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
  | 'lifetime_too_long'
  | 'not_yet_valid'
  | 'missing_expiry'
  | 'missing_subject'
  | 'insufficient_scope';

/** What a token's header says of itself, unverified: for logs, and only cut and escaped. */
export interface ClaimedHeader {
  readonly alg?: unknown;
  readonly kid?: unknown;
}

/** The token is bad, and we know it. */
export class TokenRejectedError extends Error {
  override readonly name = 'TokenRejectedError';
  readonly reason: RejectionReason;
  readonly header: ClaimedHeader;
  readonly sub: unknown;

  /** @param sub the token's subject, given only if its signature is good */
  constructor(reason: RejectionReason, header: ClaimedHeader = {}, sub?: unknown) {
    // A refusal is an outcome and not a mistake: nobody reads its stack, which costs more than to judge.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
    this.reason = reason;
    this.header = header;
    this.sub = sub;
  }
}
