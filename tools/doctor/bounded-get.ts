import { JwksFetchError, maxBytes } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';

/** What came back, with when it was asked for and when its head came, in milliseconds since 1970. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty unless the status is 200. */
  readonly body: string;
  readonly askedAt: number;
  readonly answeredAt: number;
}

/**
 * Gets a document and, unlike the authorizer's own request, the answer's head with it. No redirects,
 * at most 64 KiB.
 * @param deadlineMs milliseconds for all of it
 * @throws {JwksFetchError} in the authorizer's words, if there is no answer
 */
export async function boundedGet(url: URL, deadlineMs: number): Promise<Answer> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const askedAt = Date.now();
    const headers = { accept: 'application/json' };
    const response = await fetch(url, { redirect: 'manual', signal, headers });
    const answeredAt = Date.now();
    const body = await bodyOf(response);
    return { status: response.status, headers: response.headers, body, askedAt, answeredAt };
  } catch (error) {
    if (error instanceof JwksFetchError) throw error;
    throw new JwksFetchError(
      signal.aborted ? `no answer within ${deadlineMs} ms` : String(codeOf(error)),
    );
  }
}

async function bodyOf(response: Response): Promise<string> {
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

/** `fetch` names what happened in its error's cause, by a code or in words. */
function codeOf(error: unknown): unknown {
  const { cause, message } = error as Error & { cause?: { code?: unknown; message?: unknown } };
  return cause?.code ?? cause?.message ?? message;
}
