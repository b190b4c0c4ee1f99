import type { TokenOptions } from '../local/zuplo/mint-token.ts';
import type { AccessScenario } from '../tools/smoke/access-scenarios.ts';
import { authorizationFor } from '../tools/smoke/credentials.ts';
import type { TokenSource } from '../tools/smoke/token-source.ts';
import { algorithms, type SigningKey, signed, signingKey } from './signing.ts';

/** The keys of an issuer: Zuplo's, which signs unless told otherwise, and one for each other algorithm. */
export interface AccessKeys {
  readonly zuplo: SigningKey;
  readonly others: readonly SigningKey[];
}

/** Makes the keys of a test run. */
export function accessKeys(): AccessKeys {
  const others = algorithms.filter((alg) => alg !== 'EdDSA').map(signingKey);
  return { zuplo: signingKey('EdDSA'), others };
}

/** The key set that goes with the scenarios: Zuplo's key as bare as it may come, the rest with a kid. */
export function publishedKeys({ zuplo, others }: AccessKeys): unknown[] {
  return [zuplo.jwk, ...others.map(({ jwk, alg }) => ({ ...jwk, alg, kid: alg, use: 'sig' }))];
}

export const audience = 'your-audience';

const caller = { sub: 'alice', aud: audience };

/** Gives tokens of an issuer whose keys are at hand: every scenario can be run with them. */
export function accessTokens(issuer: string, { zuplo, others }: AccessKeys): TokenSource {
  const claims = ({ sub = caller.sub, audience: aud = audience, ...options }: TokenOptions) => {
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: issuer, aud, sub, iat: now, exp: now + (options.expiresIn ?? 300) };
    const changed = Object.entries({ ...all, ...options.claims });
    return Object.fromEntries(changed.filter(([, value]) => value !== null));
  };
  const mint = async (options: TokenOptions) => {
    const key = others.find(({ alg }) => alg === options.algorithm) ?? zuplo;
    const { kid, typ } = options;
    const header = { alg: key.alg, ...(kid && { kid: key.alg }), ...(typ && { typ }) };
    return signed(key, { header, payload: claims(options) });
  };
  return {
    caller,
    valid: () => mint({}),
    withHeader: async (changes) =>
      signed(zuplo, { header: { alg: zuplo.alg, ...changes }, payload: claims({}) }),
    mint,
  };
}

/** Makes a scenario's Authorization header, undefined for none. */
export async function authorizationOf({ credentials }: AccessScenario, tokens: TokenSource) {
  const authorization = await authorizationFor(credentials, tokens);
  if ('lack' in authorization) throw new Error(`the tokens lack a ${authorization.lack}`);
  return authorization.value;
}
