import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Answer } from './expected-answers.ts';

/** An answer off the wire. */
export interface WireAnswer extends Answer {
  /** Where it sends the caller to; null: nowhere. Nobody goes there. */
  readonly location: string | null;
}

/** Where and how to ask. */
export interface Asking {
  /** The API's base URL. */
  readonly url: URL;
  /** How long one request may take in all. */
  readonly timeoutMilliseconds: number;
}

/** What no answer of this API comes near; the rest of a longer body is not read. */
const bodyLimitBytes = 65_536;

/** Nothing answers, and why. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Whether the connection was refused: nothing listens there. */
  readonly isRefused: boolean;

  constructor(message: string, isRefused: boolean) {
    super(message);
    this.isRefused = isRefused;
  }
}

/**
 * Sends a GET to a path below the API's base URL and gives what comes back. The path goes out as it
 * is written, for a way around an authorizer may lie in how it is spelled. Redirects are not followed.
 *
 * @throws {NoAnswer}
 */
export async function ask(
  { url, timeoutMilliseconds }: Asking,
  path: string,
  authorization?: string,
): Promise<WireAnswer> {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const outgoing = (url.protocol === 'https:' ? https : http).request({
    ...urlToHttpOptions(url),
    path: `${url.pathname.replace(/\/$/, '')}${path}`,
    headers: authorization === undefined ? {} : { authorization },
    // A connection of its own: one that was kept may be closed just when it is used again.
    agent: false,
    signal,
  });
  // An error after the answer has begun shows in the answer.
  outgoing.on('error', () => {});
  try {
    outgoing.end();
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    return await wireAnswer(response);
  } catch (error) {
    throw signal.aborted
      ? new NoAnswer(`no answer within ${timeoutMilliseconds / 1000} s`, false)
      : new NoAnswer(`no answer (${reason(error)})`, reason(error) === 'ECONNREFUSED');
  } finally {
    outgoing.destroy();
  }
}

async function wireAnswer(response: IncomingMessage): Promise<WireAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bodyLimitBytes) break;
  }
  const { statusCode = 0, headers } = response;
  return {
    status: statusCode,
    type: headers['content-type'] ?? null,
    body: Buffer.concat(chunks).subarray(0, bodyLimitBytes).toString(),
    challenge: headers['www-authenticate'] ?? null,
    location: headers.location ?? null,
  };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  return 'code' in error ? String(error.code) : error.message;
}
