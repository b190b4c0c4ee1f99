import type { KeyObject } from 'node:crypto';
import { segment, signature, signingKey } from '../signing.ts';

/** Signs tokens; its key need not be one that a verifier should accept. */
export interface Signer {
  /** The default `alg` of its tokens. */
  readonly alg: string;
  /** The public key, with only the members that it needs. */
  readonly jwk: Readonly<Record<string, unknown>>;
  sign(input: string): Buffer;
}

/** A signer whose private key Node.js holds. */
export interface KeySigner extends Signer {
  readonly privateKey: KeyObject;
}

/** Creates a signer with a new key for one of the supported algorithms. */
export function createSigner(alg: string): KeySigner {
  const key = signingKey(alg);
  return { ...key, sign: (input) => signature(key, input) };
}

/** A header or payload: objects are serialized as JSON, text and bytes are used unchanged. */
export type Part = object | string | Buffer;

/** Returns the JWS signing input. */
export function signingInput(header: Part, payload: Part): string {
  return `${segment(header)}.${segment(payload)}`;
}

/** Returns a compact JWS. */
export function compact(signer: Pick<Signer, 'sign'>, header: Part, payload: Part): string {
  const input = signingInput(header, payload);
  return `${input}.${signer.sign(input).toString('base64url')}`;
}

/** Returns the token with its signature's bytes changed. */
export function withSignature(token: string, change: (bytes: Buffer) => Buffer): string {
  const [header, payload, text = ''] = token.split('.');
  const bytes = change(Buffer.from(text, 'base64url'));
  return `${header}.${payload}.${bytes.toString('base64url')}`;
}

/** Sets a bit of the last character that canonical base64url leaves zero (RFC 4648 section 3.5). */
export function withTrailingBits(base64url: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(base64url.slice(-1));
  return `${base64url.slice(0, -1)}${alphabet[last | 1]}`;
}
