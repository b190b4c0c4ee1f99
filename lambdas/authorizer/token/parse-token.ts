import { isUtf8 } from 'node:buffer';
import { type Algorithm, algorithms } from '../../../contract/algorithms.ts';
import { TokenRejectedError, type UnverifiedHeader } from '../token-rejected-error.ts';

/** A well-formed token; nothing in it is verified yet. */
export interface UnverifiedToken {
  readonly header: UnverifiedHeader & { readonly alg: Algorithm; readonly kid?: string };
  readonly claims: Readonly<Record<string, unknown>>;
  /** The signed text: everything before the last dot (RFC 7515 section 5.1). */
  readonly signingInput: string;
  readonly signature: Buffer;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Length of a signature in bytes, where the algorithm fixes it (RFC 7518 section 3.4, RFC 8037 section 3.1). */
const signatureLengths: Partial<Record<Algorithm, number>> = {
  EdDSA: 64,
  ES256: 64,
  ES384: 96,
  ES512: 132,
};

/** The compact serialization: base64url without padding between dots (RFC 7515 sections 2 and 7.1). */
const threeSegments = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * Parses a token and checks its header. Only the canonical encoding is accepted, so that a token has one spelling.
 * @throws {TokenRejectedError} `malformed_token`, `unsupported_critical_header`, `unsupported_type`,
 *   `unsupported_algorithm`, or `bad_signature` for a signature of the wrong length
 */
export function parseToken(text: string): UnverifiedToken {
  if (!threeSegments.test(text)) throw new TokenRejectedError('malformed_token');
  const afterHeader = text.indexOf('.');
  const afterPayload = text.lastIndexOf('.');
  const signature = decodeBase64Url(text.slice(afterPayload + 1));
  const headerJson = utf8(text.slice(0, afterHeader));
  const header = jsonObject(headerJson);
  if (memberCount(headerJson) !== Object.keys(header).length)
    throw new TokenRejectedError('malformed_token');
  const claims = jsonObject(utf8(text.slice(afterHeader + 1, afterPayload)));
  if (!isSupported(header)) throw new TokenRejectedError('malformed_token', header);
  const length = signatureLengths[header.alg] ?? signature.length;
  if (signature.length !== length) throw new TokenRejectedError('bad_signature', header);
  return { header, claims, signingInput: text.slice(0, afterPayload), signature };
}

/** @throws {TokenRejectedError} for a header that requires something unsupported */
function isSupported(header: JsonObject): header is JsonObject & UnverifiedToken['header'] {
  const { crit, typ, alg, kid } = header;
  // No extension is supported, so any critical one rejects the token (RFC 7515 section 4.1.11).
  if (crit !== undefined) throw new TokenRejectedError('unsupported_critical_header', header);
  // RFC 8725 section 3.11, RFC 9068 section 2.1; `application/` is optional (RFC 7515 section 4.1.9).
  if (
    typ !== undefined &&
    !(typeof typ === 'string' && /^(application\/)?(at\+)?jwt$/i.test(typ))
  ) {
    throw new TokenRejectedError('unsupported_type', header);
  }
  if (!(algorithms as readonly unknown[]).includes(alg)) {
    throw new TokenRejectedError('unsupported_algorithm', header);
  }
  return kid === undefined || typeof kid === 'string';
}

function utf8(segment: string): string {
  const bytes = decodeBase64Url(segment);
  if (!isUtf8(bytes)) throw new TokenRejectedError('malformed_token');
  return bytes.toString('utf8');
}

function jsonObject(json: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new TokenRejectedError('malformed_token');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TokenRejectedError('malformed_token');
  }
  return value as JsonObject;
}

/** Canonical last characters of a segment, by the number of characters beyond full groups of four. */
const lastCharacters: readonly (string | undefined)[] = [undefined, '', 'AQgw', 'AEIMQUYcgkosw048'];

/** Decodes canonical base64url, whose unused bits are zero (RFC 4648 section 3.5). */
function decodeBase64Url(segment: string): Buffer {
  const allowed = lastCharacters[segment.length % 4];
  if (allowed?.includes(segment.charAt(segment.length - 1)) === false) {
    throw new TokenRejectedError('malformed_token');
  }
  return Buffer.from(segment, 'base64url');
}

/**
 * Counts the members in an object's JSON. JSON.parse silently keeps the last one of duplicate names, which
 * RFC 7515 section 4 forbids in a header.
 * @param json valid JSON of an object
 */
function memberCount(json: string): number {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ':' && depth === 1) members += 1;
  }
  return members;
}

/** Returns the index of the closing quote of the JSON string that begins here. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
