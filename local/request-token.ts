import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
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
  const { status, body } = await post(`${url}/__local/token`, JSON.stringify(options)).catch(() => {
    throw new UserError(`no response from ${url}: run npm start first`);
  });
  if (status === 200 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(body)) return body;
  if (status === 400) throw new UserError(body);
  throw new UserError(
    `the server at ${url} is not the Zuplo stand-in (status ${status}): ${action}`,
  );
}

/** Unlike `fetch` with NODE_USE_ENV_PROXY=1, asks no proxy: the stand-in is on this machine. */
async function post(url: string, body: string): Promise<{ status: unknown; body: string }> {
  const outgoing = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    agent: false,
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: (await text(response)).trim() };
}
