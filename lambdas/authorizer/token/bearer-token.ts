import { TokenRejectedError } from '../token-rejected-error.ts';

/** API Gateway lets 10,240 bytes of headers through in all; no token of ours needs this much. */
const maxHeaderLength = 8192;

/** `Bearer`, in any case, one or more spaces, one token68 (RFC 6750 section 2.1, RFC 9110 section 11.4). */
const bearerCredentials = /^[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9\-._~+/]+=*)$/;

/**
 * Gives the bearer token that an Authorization header carries.
 * @param header the header's value as it came; anything but text counts as none
 * @throws {TokenRejectedError} `malformed_header` if it is not exactly one bearer token of at most 8 KiB in all
 */
export function bearerToken(header: unknown): string {
  if (typeof header !== 'string' || header.length > maxHeaderLength) {
    throw new TokenRejectedError('malformed_header');
  }
  const token = bearerCredentials.exec(header)?.[1];
  if (token === undefined) throw new TokenRejectedError('malformed_header');
  return token;
}
