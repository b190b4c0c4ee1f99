import type { IncomingMessage } from 'node:http';
import { UserError } from 'local-gateway/user-error';

const maxBodyBytes = 16 * 1024;

/**
 * Reads a request's body as text.
 *
 * @throws {UserError} if it is longer than 16 KiB
 */
export async function requestBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Keeps the socket open for the error response.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > maxBodyBytes)
      throw new UserError(`the body must not be longer than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Reads a request's body as JSON.
 *
 * @throws {UserError} if it is longer than 16 KiB or not JSON
 */
export async function jsonBody(request: IncomingMessage): Promise<unknown> {
  return parseJson(await requestBody(request));
}

/** @throws {UserError} if the text is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError('the body must be JSON');
  }
}
