import { algorithms, signature } from '../signing.ts';
import type { PublishedJwks } from './conformance-case.ts';
import { compact, createSigner, type KeySigner, type Part, type Signer } from './signer.ts';

export type Algorithm = (typeof algorithms)[number];

export const audience = 'your-audience';
export const secondAudience = 'https://api.example.com/';
export const leewaySeconds = 3;

/** The time of the stopped clock, in seconds since 1970. */
export const now = 1_800_000_000;

/** Issuers, keys and tokens that all cases share. */
export interface ConformanceContext {
  readonly issuer: string;
  /** Accepted too, with its own JWKS. */
  readonly secondIssuer: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Published, each with its algorithm's name as `kid`. */
  readonly signers: Readonly<Record<Algorithm, KeySigner>>;
  /** The same key types, not published. */
  readonly unpublished: Readonly<Record<Algorithm, KeySigner>>;
  readonly jwks: PublishedJwks;
  /** Its key has the `kid` EdDSA, like one of the first issuer. */
  readonly secondSigner: Signer;
  readonly secondJwks: PublishedJwks;
  /** Returns a valid token with changed claims and header; `undefined` removes a member. */
  token(claims?: object, header?: object, signer?: Signer): string;
  /** Returns a token with this exact payload and a valid header. */
  withPayload(payload: Part): string;
  /** Returns a token with this exact header and valid claims. */
  withHeader(header: Part): string;
}

/** Creates a context with new keys. */
export function createConformanceContext(issuer: string, secondIssuer: string): ConformanceContext {
  const signers = createSigners();
  const secondSigner = createSigner('EdDSA');
  const claims = { iss: issuer, aud: audience, sub: 'alice', iat: now, exp: now + 300 };
  const { EdDSA } = signers;
  return {
    issuer,
    secondIssuer,
    claims,
    signers,
    unpublished: createSigners(),
    jwks: { keys: algorithms.map((alg) => ({ ...signers[alg].jwk, kid: alg, alg })) },
    secondSigner,
    secondJwks: { keys: [{ ...secondSigner.jwk, kid: 'EdDSA' }] },
    token: (changes = {}, header = {}, signer = EdDSA) =>
      compact(signer, { alg: signer.alg, kid: signer.alg, ...header }, { ...claims, ...changes }),
    withPayload: (payload) => compact(EdDSA, { alg: 'EdDSA', kid: 'EdDSA' }, payload),
    withHeader: (header) => compact(EdDSA, header, claims),
  };
}

/** RSA keys are slow to generate: one serves all six RSA algorithms. */
function createSigners(): Record<Algorithm, KeySigner> {
  const rsa = createSigner('RS256');
  const withRsa = (alg: Algorithm): KeySigner => ({
    ...rsa,
    alg,
    sign: (input) => signature(rsa, input, alg),
  });
  return {
    EdDSA: createSigner('EdDSA'),
    RS256: withRsa('RS256'),
    RS384: withRsa('RS384'),
    RS512: withRsa('RS512'),
    PS256: withRsa('PS256'),
    PS384: withRsa('PS384'),
    PS512: withRsa('PS512'),
    ES256: createSigner('ES256'),
    ES384: createSigner('ES384'),
    ES512: createSigner('ES512'),
  };
}
