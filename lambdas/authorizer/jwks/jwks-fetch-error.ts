/** The JWKS endpoint did not return a document. The message never quotes the response. */
export class JwksFetchError extends Error {
  override readonly name = 'JwksFetchError';
  /** Whether an immediate retry may succeed: the connection was reset, or the server reported an error. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient = false) {
    super(message);
    this.isTransient = isTransient;
  }
}
