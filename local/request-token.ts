import { UserError } from 'local-gateway/user-error';
import type { TokenOptions } from './zuplo/mint-token.ts';

/** Milliseconds to wait for an answer: a first RSA key may take a second on a busy machine. */
const timeoutMilliseconds = 10_000;

/**
 * Asks the stand-in for Zuplo that listens at `url` for a token.
 *
 * @param action what to do when it is something else that listens there
 * @throws {UserError} when nothing answers there, something else does, or it refuses
 */
export async function requestToken(
  url: string,
  options: TokenOptions,
  action: string,
): Promise<string> {
  const response = await post(`${url}/__local/token`, JSON.stringify(options)).catch(() => {
    throw new UserError(`nothing answers at ${url}: run npm start first`);
  });
  const text = (await response.text()).trim();
  if (response.status === 200 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return text;
  if ([400, 413].includes(response.status)) throw new UserError(text);
  throw new UserError(
    `what answers at ${url} is not the stand-in for Zuplo (status ${response.status}): ${action}`,
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
