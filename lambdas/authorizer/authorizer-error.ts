/** Why we cannot tell: no keys can be had, or a mistake of ours. */
export type AuthorizerErrorReason = 'jwks_unavailable' | 'internal';

/**
 * We cannot tell whether the token is good: our failure, never the caller's. API Gateway answers it
 * with 500. The message is the reason and nothing else, for Lambda logs what is thrown.
 */
export class AuthorizerError extends Error {
  override readonly name = 'AuthorizerError';
  readonly reason: AuthorizerErrorReason;

  constructor(reason: AuthorizerErrorReason) {
    super(reason);
    this.reason = reason;
  }
}
