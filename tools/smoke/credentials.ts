import type { TokenOptions } from '../../local/zuplo/mint-token.ts';
import type { TokenSource } from './token-source.ts';

/** What a scenario sends as its Authorization header, by what it takes to make it. */
export type Credentials =
  | { readonly needs: 'nothing'; readonly authorization?: string }
  | { readonly needs: 'token'; readonly bearer: (tokens: TokenSource) => Promise<string> }
  | { readonly needs: 'issuer'; readonly minted: () => TokenOptions };

/** What is missing to make credentials: any valid token, or the issuer that signs on demand. */
export type Lack = Exclude<Credentials['needs'], 'nothing'>;

/** The header's value, undefined where none is sent; or what is missing to make it. */
export type Authorization = { readonly value: string | undefined } | { readonly lack: Lack };

/** Makes an Authorization header of what the source can give. Tokens are made anew each time. */
export async function authorizationFor(
  credentials: Credentials,
  tokens: TokenSource | undefined,
): Promise<Authorization> {
  switch (credentials.needs) {
    case 'nothing':
      return { value: credentials.authorization };
    case 'token':
      return tokens ? { value: `Bearer ${await credentials.bearer(tokens)}` } : { lack: 'token' };
    case 'issuer':
      return tokens?.mint
        ? { value: `Bearer ${await tokens.mint(credentials.minted())}` }
        : { lack: 'issuer' };
  }
}
