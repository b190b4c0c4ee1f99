import { TokenRejectedError } from '../token-rejected-error.ts';

/** Below API Gateway's limit of 10,240 bytes for all headers. */
const maxHeaderLength = 8192;

/** `Bearer`, in any case, one or more spaces, one token68 (RFC 6750 section 2.1, RFC 9110 section 11.4). */
const bearerCredentials = /^[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9\-._~+/]+=*)$/;

/**
 * Returns the bearer token of an Authorization header.
 * @param header the header's value
 * @throws {TokenRejectedError} `malformed_header` if it is not text with exactly one bearer token, of at most 8 KiB
 */
export function bearerToken(header: unknown): string {
  if (typeof header !== 'string' || header.length > maxHeaderLength) {
    throw new TokenRejectedError('malformed_header');
  }
  const token = bearerCredentials.exec(header)?.[1];
  if (token === undefined) throw new TokenRejectedError('malformed_header');
  return token;
}
