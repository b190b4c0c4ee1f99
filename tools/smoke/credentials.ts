import type { TokenOptions } from '../../local/zuplo/mint-token.ts';
import { hs256, scopeClaims, signedByStranger, unsigned, withClaims } from './forged-token.ts';
import type { Tokens } from './tokens.ts';

/** How a request is authorized, by what is needed to create its Authorization header. */
export type Credentials =
  | { readonly needs: 'nothing'; readonly authorization?: string }
  | { readonly needs: 'token'; readonly bearer: (tokens: Tokens) => Promise<string> }
  | { readonly needs: 'signer'; readonly options: TokenOptions };

/** Credentials, with their description. */
export type NamedCredentials = readonly [name: string, credentials: Credentials];

/** Returns the value of the Authorization header (undefined for none), or what is missing to create it. */
export async function authorizationFor(
  credentials: Credentials,
  tokens: Tokens | undefined,
): Promise<{ value: string | undefined } | { missing: 'token' | 'signer' }> {
  if (credentials.needs === 'nothing') return { value: credentials.authorization };
  if (credentials.needs === 'token')
    return tokens === undefined
      ? { missing: 'token' }
      : { value: `Bearer ${await credentials.bearer(tokens)}` };
  return tokens?.sign === undefined
    ? { missing: 'signer' }
    : { value: `Bearer ${await tokens.sign(credentials.options)}` };
}

/** Beyond the largest leeway that can be configured, 300 s. */
const farSeconds = 600;

/** No Authorization header. */
export const noToken: NamedCredentials = ['no token', { needs: 'nothing' }];

/** Returns a valid token with changed claims. @param scopes those of the route: only the signature is wrong */
export function forgedToken(scopes: readonly string[]): NamedCredentials {
  return derived('forged token (claims changed)', (token) =>
    withClaims(token, { sub: 'forged', ...scopeClaims(scopes) }),
  )(scopes);
}

/** Returns an expired token, valid otherwise. */
export function expiredToken(scopes: readonly string[]): NamedCredentials {
  return signed('expired token', { expiresIn: -farSeconds }, scopes);
}

/**
 * Returns further credentials that every protected route must reject.
 * @param scopes those of the route, so that nothing else is wrong
 */
export function furtherBadCredentials(
  scopes: readonly string[],
  nowSeconds: number,
): readonly NamedCredentials[] {
  return [
    derived("forged token (another key's signature)", signedByStranger)(scopes),
    derived('forged token (alg none)', unsigned)(scopes),
    derived('forged token (HS256)', hs256)(scopes),
    derived('two tokens', (token) => `${token} ${token}`)(scopes),
    signed('token not valid yet', { claims: { nbf: nowSeconds + farSeconds } }, scopes),
    signed('token of another issuer', { claims: { iss: 'https://issuer.example' } }, scopes),
    signed('token for another audience', { audience: 'another-audience' }, scopes),
    signed('token without sub', { claims: { sub: null } }, scopes),
    signed('token without exp', { claims: { exp: null, iat: null } }, scopes),
    ['API key', { needs: 'nothing', authorization: 'Bearer YOUR_API_KEY' }],
    ['Basic credentials', { needs: 'nothing', authorization: 'Basic YWxpY2U6c2VjcmV0' }],
  ];
}

/** Returns a token that is valid, with these scopes. */
export function validToken(name: string, scopes: readonly string[]): NamedCredentials {
  return [name, { needs: 'token', bearer: (tokens) => tokens.valid(scopes) }];
}

/** Returns a token that is signed on demand, with these scopes only. */
export function signed(
  name: string,
  options: TokenOptions,
  scopes: readonly string[],
): NamedCredentials {
  const claims = { ...scopeClaims(scopes), ...options.claims };
  return [name, { needs: 'signer', options: { ...options, claims } }];
}

function derived(name: string, change: (token: string) => string | Promise<string>) {
  return (scopes: readonly string[]): NamedCredentials => [
    name,
    {
      needs: 'token',
      bearer: async (tokens) => change(await tokens.valid(scopes)),
    },
  ];
}
