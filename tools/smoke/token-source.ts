import type { TokenOptions } from '../../local/zuplo/mint-token.ts';

/** Where the tokens of access scenarios come from: at least one that is valid, and what is made of it. */
export interface TokenSource {
  /** Whom a valid token is about, and for which API. */
  readonly caller: TokenCaller;
  /** Gives a token that is valid now. */
  valid(): Promise<string>;
  /**
   * Gives a valid token's claims under a changed header: signed again if the issuer's key is at
   * hand, else under the signature that was.
   */
  withHeader(changes: object): Promise<string>;
  /** Gives a token that the issuer signs on demand. @default it signs none */
  readonly mint?: (options: TokenOptions) => Promise<string>;
  /**
   * Why an API may be right to refuse the token that should be valid. @default it may not: the
   * token is the right issuer's, for the right audience
   */
  readonly doubt?: string;
}

/** The claims of a valid token that decide what is expected (RFC 7519 section 4.1). */
export interface TokenCaller {
  readonly sub: string;
  readonly aud: string | readonly string[];
}
