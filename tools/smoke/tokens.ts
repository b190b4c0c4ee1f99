import type { TokenOptions } from '../../local/zuplo/mint-token.ts';

/** The tokens that checks are made with. */
export interface Tokens {
  /** Returns a valid token; with these scopes if tokens are signed on demand. */
  valid(scopes: readonly string[]): Promise<string>;
  /** Signs any token on demand. @default only the valid token is available */
  readonly sign?: (options: TokenOptions) => Promise<string>;
  /** The scopes of the only token that is available. @default tokens are signed on demand, with any scopes */
  readonly scopes?: readonly string[];
  /** Why the API may be right to reject the valid token. @default it may not */
  readonly doubt?: string;
}
