import { JwksFetchError } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';
import type { TimedResponse } from './clock-finding.ts';

export interface DocumentResponse extends TimedResponse {
  readonly status: number;
  readonly body: string;
}

/**
 * Fetches a document and, unlike the authorizer's JWKS fetch, returns its headers. Does not follow redirects.
 * @param timeoutMs limit in milliseconds for the whole response
 * @throws {JwksFetchError} with the authorizer's messages
 */
export async function getDocument(url: URL, timeoutMs: number): Promise<DocumentResponse> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const sentAt = Date.now();
    const accept = { accept: 'application/json' };
    const response = await fetch(url, { redirect: 'manual', signal, headers: accept });
    const receivedAt = Date.now();
    const { status, headers } = response;
    return { status, headers, body: await response.text(), sentAt, receivedAt };
  } catch (error) {
    // The error of `fetch` has the code, or else a message, in its cause.
    const { cause, message } = error as Error & { cause?: { code?: unknown; message?: unknown } };
    throw new JwksFetchError(
      signal.aborted
        ? `no response within ${timeoutMs} ms`
        : String(cause?.code ?? cause?.message ?? message),
    );
  }
}
