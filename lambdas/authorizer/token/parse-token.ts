import { isUtf8 } from 'node:buffer';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { type Algorithm, algorithmOf } from '../../../contract/algorithms.ts';
import { TokenRejectedError, type UnverifiedHeader } from '../token-rejected-error.ts';
import { withoutStackTrace } from '../without-stack-trace.ts';

/** A token's claims, as far as aws-jwt-verify has checked their types. */
export type Claims = ReturnType<typeof decomposeUnverifiedJwt>['payload'];

/** A well-formed token; nothing in it is verified yet. */
export interface UnverifiedToken {
  readonly header: UnverifiedHeader & { readonly kid?: string | undefined };
  readonly algorithm: Algorithm;
  readonly claims: Claims;
  /** The signed text: everything before the last dot (RFC 7515 section 5.1). */
  readonly signingInput: string;
  readonly signature: Buffer;
}

/** Length of a signature in bytes, where the algorithm fixes it (RFC 7518 section 3.4, RFC 8037 section 3.1). */
const signatureLengths: Partial<Record<Algorithm, number>> = {
  EdDSA: 64,
  ES256: 64,
  ES384: 96,
  ES512: 132,
};

/**
 * Parses a token with aws-jwt-verify, and checks its encoding and its header. Only the canonical encoding is
 * accepted, so that a token has one spelling.
 * @throws {TokenRejectedError} `malformed_token`, `unsupported_critical_header`, `unsupported_type`,
 *   `unsupported_algorithm`, or `bad_signature` for a signature of the wrong length
 */
export function parseToken(text: string): UnverifiedToken {
  const { header, payload: claims, headerB64, payloadB64, signatureB64 } = decompose(text);
  if (![headerB64, payloadB64].every(isCanonicalUtf8) || !isCanonical(signatureB64))
    throw new TokenRejectedError('malformed_token');
  const algorithm = checkHeader(header);
  if (![claims.exp, claims.nbf, claims.iat].every(isDate))
    throw new TokenRejectedError('malformed_token', { header });
  const signature = Buffer.from(signatureB64, 'base64url');
  if (signature.length !== (signatureLengths[algorithm] ?? signature.length))
    throw new TokenRejectedError('bad_signature', { header });
  const signingInput = text.slice(0, headerB64.length + 1 + payloadB64.length);
  return { header, algorithm, claims, signingInput, signature };
}

function decompose(text: string): ReturnType<typeof decomposeUnverifiedJwt> {
  try {
    return withoutStackTrace(() => decomposeUnverifiedJwt(text));
  } catch {
    // Whatever it throws, the text is the cause.
    throw new TokenRejectedError('malformed_token');
  }
}

/** @throws {TokenRejectedError} for a header that requires something unsupported */
function checkHeader(header: Readonly<Record<string, unknown>>): Algorithm {
  const { crit, b64, typ, alg } = header;
  // No extension is supported, so any critical one rejects the token (RFC 7515 section 4.1.11), and `b64`,
  // which must be critical, does so even if it is not (RFC 7797 section 6).
  if (crit !== undefined || (b64 !== undefined && b64 !== true))
    throw new TokenRejectedError('unsupported_critical_header', { header });
  // RFC 8725 section 3.11, RFC 9068 section 2.1; `application/` is optional (RFC 7515 section 4.1.9).
  if (
    typ !== undefined &&
    !(typeof typ === 'string' && /^(application\/)?(at\+)?jwt$/i.test(typ))
  ) {
    throw new TokenRejectedError('unsupported_type', { header });
  }
  const algorithm = algorithmOf(alg);
  if (algorithm === undefined) throw new TokenRejectedError('unsupported_algorithm', { header });
  return algorithm;
}

/** Canonical last characters of a segment, by the number of characters beyond full groups of four. */
const lastCharacters: readonly (string | undefined)[] = [undefined, '', 'AQgw', 'AEIMQUYcgkosw048'];

/** Returns whether base64url has no padding, and unused bits that are zero (RFC 4648 section 3.5). */
function isCanonical(segment: string): boolean {
  const last = segment.charAt(segment.length - 1);
  return last !== '=' && lastCharacters[segment.length % 4]?.includes(last) !== false;
}

function isCanonicalUtf8(segment: string): boolean {
  return isCanonical(segment) && isUtf8(Buffer.from(segment, 'base64url'));
}

/** The last second that a Date can hold; aws-jwt-verify throws RangeError beyond. */
const lastSecond = 8_640_000_000_000;

function isDate(seconds: number | undefined): boolean {
  return seconds === undefined || Math.abs(seconds) <= lastSecond;
}
