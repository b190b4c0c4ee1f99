import type { IncomingMessage } from 'node:http';

/** Bytes of a request's body that are read at most. */
export const bodyLimitBytes = 16 * 1024;

/** The body as text; undefined when it is longer than allowed, which is noticed while reading. */
export async function requestBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left before the end, the loop must not take the socket with it: the refusal still has to go out.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > bodyLimitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
