/** A REST API's response to a rejected request; its code is that of the header `WWW-Authenticate`. */
export interface RestRejection {
  readonly status: 401 | 403;
  /** Error code by RFC 6750 section 3.1. */
  readonly error: 'invalid_token' | 'insufficient_scope';
  /** The body, as `text/plain`. */
  readonly text: string;
}

/** The token is missing or was rejected. */
export const invalidToken: RestRejection = {
  status: 401,
  error: 'invalid_token',
  text: 'Token is not valid or has expired',
};

/** The token is valid and lacks a scope that the route requires. */
export const insufficientScope: RestRejection = {
  status: 403,
  error: 'insufficient_scope',
  text: 'Token does not permit this',
};
