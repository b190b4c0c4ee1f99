import { fetchDocument } from '../../lambdas/authorizer/jwks/fetch-document.ts';
import type { FetchedDocument } from '../../lambdas/authorizer/jwks/response-text.ts';

/** A document, and when its request was sent and answered, by this machine's clock. */
export interface TimedDocument extends FetchedDocument {
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Whether the first attempt failed. */
  readonly isRetried: boolean;
}

/**
 * Fetches a document with the authorizer's code, including one retry after a transient error.
 * @param timeoutMs limit in milliseconds for both attempts
 * @throws {JwksFetchError}
 */
export async function timedFetch(url: URL, timeoutMs: number): Promise<TimedDocument> {
  let isRetried = false;
  let sentAt = Date.now();
  const mayRetry = () => {
    isRetried = true;
    sentAt = Date.now();
    return true;
  };
  const document = await fetchDocument(url, timeoutMs, mayRetry);
  return { ...document, sentAt, receivedAt: Date.now(), isRetried };
}
