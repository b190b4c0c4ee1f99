import { JwksFetchError, maxBytes } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';
import type { TimedResponse } from './clock-finding.ts';

export interface DocumentResponse extends TimedResponse {
  readonly status: number;
  /** Empty unless the status is 200. */
  readonly body: string;
}

/**
 * Fetches a document and, unlike the authorizer's JWKS fetch, returns its headers. Does not follow redirects;
 * reads at most 64 KiB.
 * @param timeoutMs limit in milliseconds for the whole response
 * @throws {JwksFetchError} with the authorizer's messages
 */
export async function getDocument(url: URL, timeoutMs: number): Promise<DocumentResponse> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const sentAt = Date.now();
    const headers = { accept: 'application/json' };
    const response = await fetch(url, { redirect: 'manual', signal, headers });
    const receivedAt = Date.now();
    const body = await readBody(response);
    return { status: response.status, headers: response.headers, body, sentAt, receivedAt };
  } catch (error) {
    if (error instanceof JwksFetchError) throw error;
    throw new JwksFetchError(
      signal.aborted ? `no response within ${timeoutMs} ms` : String(codeOf(error)),
    );
  }
}

async function readBody(response: Response): Promise<string> {
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    return '';
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > maxBytes) throw new JwksFetchError(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString('utf8');
}

/** The error of `fetch` has the code, or else a message, in its cause. */
function codeOf(error: unknown): unknown {
  const { cause, message } = error as Error & { cause?: { code?: unknown; message?: unknown } };
  return cause?.code ?? cause?.message ?? message;
}
