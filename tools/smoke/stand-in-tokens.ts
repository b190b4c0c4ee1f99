import { decodeJwt } from 'jose';
import { algorithms } from '../../contract/algorithms.ts';
import { requestToken } from '../../local/request-token.ts';
import type { TokenOptions } from '../../local/zuplo/mint-token.ts';
import { withHeader } from './forgery.ts';
import type { TokenSource } from './token-source.ts';

const sub = 'alice';

const action = 'give --zuplo the address that npm start prints';

/**
 * Gives tokens that the stand-in for Zuplo signs on demand.
 *
 * @param url where it listens, without a trailing slash
 * @throws {UserError} when it does not answer there
 */
export async function standInTokens(url: string): Promise<TokenSource> {
  const mint = (options: TokenOptions) => requestToken(url, options, action);
  // A key is published once it has signed. The authorizer looks for new keys ten times a minute at
  // most, and is to find all of them at its first look.
  const [token = ''] = await Promise.all(algorithms.map((algorithm) => mint({ algorithm, sub })));
  const valid = () => mint({ sub });
  return {
    caller: { sub, aud: decodeJwt(token).aud ?? [] },
    valid,
    withHeader: async (changes) => withHeader(await valid(), changes),
    mint,
  };
}
