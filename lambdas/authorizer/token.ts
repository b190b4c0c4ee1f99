import { isUtf8 } from 'node:buffer';
import type { Algorithm } from './public-key.ts';
import { Refusal } from './refusal.ts';

/** A token whose text is in order; nothing in it is verified yet. */
export interface UnverifiedToken {
  /** The compact serialization, in its one canonical spelling (RFC 7515 section 3.1). */
  readonly text: string;
  readonly algorithm: Algorithm;
  readonly kid: string | undefined;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Octets of a signature, where the algorithm fixes them (RFC 7518 section 3.4, RFC 8037 section 3.1). */
const signatureLengths: Readonly<Record<Algorithm, number | undefined>> = {
  EdDSA: 64,
  RS256: undefined,
  RS384: undefined,
  RS512: undefined,
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
  const header = jsonObject(headerText);
  const claims = jsonObject(payloadText);
  const signature = octets(signatureText);
  const algorithm = algorithmOf(header);
  const length = signatureLengths[algorithm];
  if (length !== undefined && signature.length !== length) throw new Refusal('bad_signature');
  return { text, algorithm, kid: kidOf(header), claims };
}

/** We understand no extension, so any that must be understood refuses the token (RFC 7515 section 4.1.11). */
function algorithmOf({ crit, typ, alg }: Readonly<Record<string, unknown>>): Algorithm {
  if (crit !== undefined) throw new Refusal('unsupported_critical_header');
  // RFC 8725 section 3.11, RFC 9068 section 2.1, media types by RFC 7515 section 4.1.9
  if (
    typ !== undefined &&
    !(typeof typ === 'string' && /^(application\/)?(at\+)?jwt$/i.test(typ))
  ) {
    throw new Refusal('unsupported_type');
  }
  if (typeof alg !== 'string' || !Object.hasOwn(signatureLengths, alg)) {
    throw new Refusal('unsupported_algorithm');
  }
  return alg as Algorithm;
}

function kidOf({ kid }: Readonly<Record<string, unknown>>): string | undefined {
  if (kid !== undefined && typeof kid !== 'string') throw new Refusal('malformed_token');
  return kid;
}

function jsonObject(segment: string): Readonly<Record<string, unknown>> {
  const bytes = octets(segment);
  if (!isUtf8(bytes)) throw new Refusal('malformed_token');
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal('malformed_token');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('malformed_token');
  }
  return value as Record<string, unknown>;
}

/** Base64url without padding, and with nothing in the bits that the last character leaves over. */
function octets(segment: string): Buffer {
  const bytes = Buffer.from(segment, 'base64url');
  if (bytes.toString('base64url') !== segment) throw new Refusal('malformed_token');
  return bytes;
}
