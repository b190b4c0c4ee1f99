import type { RejectionReason } from '../../contract/log-events.ts';

/** Header parameters of a token that is not verified yet: logged only after sanitizing. */
export interface UnverifiedHeader {
  readonly alg?: unknown;
  readonly kid?: unknown;
}

/** What is known about a rejected token. */
export interface RejectedToken {
  readonly header?: UnverifiedHeader;
  /** Its issuer, only if it is one of the deployment's. */
  readonly iss?: string | undefined;
  /** Its subject, only if its signature is good. */
  readonly sub?: unknown;
}

/** The token is invalid. */
export class TokenRejectedError extends Error {
  override readonly name = 'TokenRejectedError';
  readonly reason: RejectionReason;
  readonly token: RejectedToken;

  constructor(reason: RejectionReason, token: RejectedToken = {}) {
    // Nobody reads the stack of a rejection, and capturing it costs more than the decision.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
    this.reason = reason;
    this.token = token;
  }
}
