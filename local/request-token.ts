import { UserError } from 'local-gateway/user-error';
import type { TokenOptions } from './zuplo/mint-token.ts';

/** Includes the generation of an RSA key, which may take a second on a busy machine. */
const timeoutMilliseconds = 10_000;

/**
 * Requests a token from the Zuplo stand-in at `url`.
 *
 * @param action what the user should do if another server listens there
 * @throws {UserError} if there is no response, the response is another server's, or the options are invalid
 */
export async function requestToken(
  url: string,
  options: TokenOptions,
  action: string,
): Promise<string> {
  const response = await post(`${url}/__local/token`, JSON.stringify(options)).catch(() => {
    throw new UserError(`no response from ${url}: run npm start first`);
  });
  const text = (await response.text()).trim();
  if (response.status === 200 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return text;
  if (response.status === 400) throw new UserError(text);
  throw new UserError(
    `the server at ${url} is not the Zuplo stand-in (status ${response.status}): ${action}`,
  );
}

function post(url: string, body: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
}
