import { requestToken } from '../../local/request-token.ts';
import type { TokenOptions } from '../../local/zuplo/mint-token.ts';
import { scopeClaims } from './forged-token.ts';
import type { Tokens } from './tokens.ts';

const action = 'set --zuplo to the address that npm start prints';

/**
 * Returns tokens that the Zuplo stand-in signs on demand.
 * @param url its base URL, without a trailing slash
 * @throws {UserError} if it does not respond
 */
export async function standInTokens(url: string): Promise<Tokens> {
  const sign = (options: TokenOptions) => requestToken(url, options, action);
  await sign({});
  return { sign, valid: (scopes) => sign({ claims: scopeClaims(scopes) }) };
}
