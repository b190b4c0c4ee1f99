import { algorithms, signature } from '../signing.ts';
import type { PublishedSet } from './conformance-case.ts';
import { compact, createSigner, type KeySigner, type Part, type Signer } from './signer.ts';

export type Algorithm = (typeof algorithms)[number];

export const audience = 'your-audience';
export const secondAudience = 'https://api.example.com/';
export const leewaySeconds = 3;

/** Where the clock of the suite stands, in seconds since 1970. */
export const now = 1_800_000_000;

/** Who issues tokens with which keys. */
export interface World {
  readonly issuer: string;
  /** Accepted too, with a key set of its own. */
  readonly secondIssuer: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Published, each under its algorithm's name as `kid`. */
  readonly signers: Readonly<Record<Algorithm, KeySigner>>;
  /** The same kinds, published by nobody. */
  readonly strangers: Readonly<Record<Algorithm, KeySigner>>;
  readonly keySet: PublishedSet;
  /** Its one key is under the `kid` EdDSA, too. */
  readonly secondSigner: Signer;
  readonly secondKeySet: PublishedSet;
  /** A good token but for these changes: claims, then header. `undefined` takes a member away. */
  token(claims?: object, header?: object, signer?: Signer): string;
  /** A token over this very payload, with a good header. */
  over(payload: Part): string;
  /** A token under this very header, with good claims. */
  under(header: Part): string;
}

/** Gives a world with fresh keys. */
export function createWorld(issuer: string, secondIssuer: string): World {
  const signers = createSigners();
  const secondSigner = createSigner('EdDSA');
  const claims = { iss: issuer, aud: audience, sub: 'alice', iat: now, exp: now + 300 };
  const good = signers.EdDSA;
  return {
    issuer,
    secondIssuer,
    claims,
    signers,
    strangers: createSigners(),
    keySet: { keys: algorithms.map((alg) => ({ ...signers[alg].jwk, kid: alg, alg })) },
    secondSigner,
    secondKeySet: { keys: [{ ...secondSigner.jwk, kid: 'EdDSA' }] },
    token: (changes = {}, header = {}, signer = good) =>
      compact(signer, { alg: signer.alg, kid: signer.alg, ...header }, { ...claims, ...changes }),
    over: (payload) => compact(good, { alg: 'EdDSA', kid: 'EdDSA' }, payload),
    under: (header) => compact(good, header, claims),
  };
}

/** RSA keys are dear to make: one serves all three of its algorithms. */
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
    ES256: createSigner('ES256'),
    ES384: createSigner('ES384'),
    ES512: createSigner('ES512'),
  };
}
