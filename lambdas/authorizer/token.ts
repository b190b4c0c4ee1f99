import { isUtf8 } from 'node:buffer';
import { type Algorithm, algorithms } from '../../contract/algorithms.ts';
import { type ClaimedHeader, Refusal } from './refusal.ts';

/** A token whose text is in order; nothing in it is verified yet. */
export interface UnverifiedToken {
  /** The compact serialization, in its one canonical spelling (RFC 7515 section 3.1). */
  readonly text: string;
  readonly header: ClaimedHeader & { readonly alg: Algorithm; readonly kid?: string };
  readonly claims: Readonly<Record<string, unknown>>;
  /** What is signed: the text up to its last dot (RFC 7515 section 5.1). */
  readonly signingInput: string;
  readonly signature: Buffer;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Octets of a signature, where the algorithm fixes them (RFC 7518 section 3.4, RFC 8037 section 3.1). */
const signatureLengths: Partial<Record<Algorithm, number>> = {
  EdDSA: 64,
  ES256: 64,
  ES384: 96,
  ES512: 132,
};

/**
 * Reads a token's text and header, so that one token has one spelling and one meaning.
 * @throws {Refusal} `malformed_token`, `unsupported_critical_header`, `unsupported_type`,
 *   `unsupported_algorithm`, or `bad_signature` for one whose length no key could explain
 */
export function unverifiedToken(text: string): UnverifiedToken {
  const [headerText, payloadText, signatureText, ...more] = text.split('.');
  if (!headerText || !payloadText || !signatureText || more.length > 0) {
    throw new Refusal('malformed_token');
  }
  const headerJson = utf8(headerText);
  const header = jsonObject(headerJson);
  if (hasDuplicateNames(headerJson, header)) throw new Refusal('malformed_token');
  const claims = jsonObject(utf8(payloadText));
  const signature = octets(signatureText);
  if (!isSupported(header)) throw new Refusal('malformed_token', header);
  const length = signatureLengths[header.alg] ?? signature.length;
  if (signature.length !== length) throw new Refusal('bad_signature', header);
  const signingInput = text.slice(0, text.length - signatureText.length - 1);
  return { text, header, claims, signingInput, signature };
}

/** @throws {Refusal} for a header that asks for something we do not do */
function isSupported(header: JsonObject): header is JsonObject & UnverifiedToken['header'] {
  const { crit, typ, alg, kid } = header;
  // We understand no extension, so any that must be understood refuses the token (RFC 7515 section 4.1.11).
  if (crit !== undefined) throw new Refusal('unsupported_critical_header', header);
  // RFC 8725 section 3.11, RFC 9068 section 2.1; `application/` may be left out (RFC 7515 section 4.1.9).
  if (
    typ !== undefined &&
    !(typeof typ === 'string' && /^(application\/)?(at\+)?jwt$/i.test(typ))
  ) {
    throw new Refusal('unsupported_type', header);
  }
  if (!(algorithms as readonly unknown[]).includes(alg)) {
    throw new Refusal('unsupported_algorithm', header);
  }
  return kid === undefined || typeof kid === 'string';
}

function utf8(segment: string): string {
  const bytes = octets(segment);
  if (!isUtf8(bytes)) throw new Refusal('malformed_token');
  return bytes.toString('utf8');
}

function jsonObject(json: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Refusal('malformed_token');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('malformed_token');
  }
  return value as JsonObject;
}

/** Base64url without padding, and with nothing in the bits that the last character leaves over. */
function octets(segment: string): Buffer {
  const bytes = Buffer.from(segment, 'base64url');
  if (bytes.toString('base64url') !== segment) throw new Refusal('malformed_token');
  return bytes;
}

/**
 * Says whether an object's JSON names a member twice, which JSON.parse settles silently in favour of
 * the last one, and RFC 7515 section 4 forbids: counts the colons of the outermost object.
 */
function hasDuplicateNames(json: string, object: JsonObject): boolean {
  let depth = 0;
  let members = 0;
  // Strings are skipped whole, so that what they hold is not taken for structure.
  for (const [part] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (part === '{' || part === '[') depth += 1;
    else if (part === '}' || part === ']') depth -= 1;
    else if (part === ':' && depth === 1) members += 1;
  }
  return members !== Object.keys(object).length;
}
