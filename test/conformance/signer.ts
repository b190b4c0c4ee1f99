import type { KeyObject } from 'node:crypto';
import { type SigningKey, segment, signature, signingKey } from '../signing.ts';

/** Whatever signs: it need not be a key that anyone should trust. */
export interface Signer {
  /** What a token's header says unless it is told otherwise. */
  readonly alg: string;
  /** The public key, with no more members than it needs. */
  readonly jwk: Readonly<Record<string, unknown>>;
  sign(input: string): Buffer;
}

/** A signer whose private key Node.js holds. */
export interface KeySigner extends Signer {
  readonly privateKey: KeyObject;
}

/** Gives a fresh signer for one of our seven algorithms. */
export function createSigner(alg: string): KeySigner {
  return signerOf(signingKey(alg));
}

export function signerOf(key: SigningKey): KeySigner {
  return { ...key, sign: (input) => signature(key, input) };
}

/** What is signed: objects become JSON, text and bytes stand as they are. */
export type Part = object | string | Buffer;

/** Gives header and payload as they stand in a token. */
export function signingInput(header: Part, payload: Part): string {
  return `${segment(header)}.${segment(payload)}`;
}

/** Gives a token over these very parts. */
export function compact(signer: Pick<Signer, 'sign'>, header: Part, payload: Part): string {
  const input = signingInput(header, payload);
  return `${input}.${signer.sign(input).toString('base64url')}`;
}
