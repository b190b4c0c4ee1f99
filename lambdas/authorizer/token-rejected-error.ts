import type { RejectionReason } from '../../contract/log-events.ts';

/** Header parameters of a token that is not verified yet: logged only after sanitizing. */
export interface UnverifiedHeader {
  readonly alg?: unknown;
  readonly kid?: unknown;
}

/** The token is invalid. */
export class TokenRejectedError extends Error {
  override readonly name = 'TokenRejectedError';
  readonly reason: RejectionReason;
  readonly header: UnverifiedHeader;
  readonly sub: unknown;

  /** @param sub the token's subject, only if its signature is good */
  constructor(reason: RejectionReason, header: UnverifiedHeader = {}, sub?: unknown) {
    // Nobody reads the stack of a rejection, and capturing it costs more than the decision.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
    this.reason = reason;
    this.header = header;
    this.sub = sub;
  }
}
