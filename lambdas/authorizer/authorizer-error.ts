/** Why we cannot tell: no keys can be had, or a mistake of ours. */
export type FailureReason = 'keys_unavailable' | 'internal';

/**
 * We cannot tell whether the token is good: our failure, never the caller's. API Gateway answers it
 * with 500. The message is the reason and nothing else, for Lambda logs what is thrown.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(reason);
    this.reason = reason;
  }
}
