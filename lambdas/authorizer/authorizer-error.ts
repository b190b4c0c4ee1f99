import type { AuthorizerErrorReason } from '../../contract/log-events.ts';

/**
 * The authorizer cannot decide whether the token is valid: an error on our side, not the caller's. API
 * Gateway answers with 500. The message is the reason and nothing else, because Lambda logs it.
 */
export class AuthorizerError extends Error {
  override readonly name = 'AuthorizerError';
  readonly reason: AuthorizerErrorReason;

  constructor(reason: AuthorizerErrorReason) {
    super(reason);
    this.reason = reason;
  }
}
