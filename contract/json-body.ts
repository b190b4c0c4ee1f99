import { type TextResponse, textResponse } from './text-response.ts';

/** The part of a proxy event that holds the request's body, the same for HTTP and REST APIs. */
export interface BodyEvent {
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
}

/** A request's JSON body, or the response to a request that has none. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly response: TextResponse };

/**
 * Reads a JSON body (RFC 8259) from a proxy event, base64 or not.
 * @returns any JSON value, which the handler must check; or a response with status 400 that says what is wrong
 */
export function jsonBody({ body, isBase64Encoded = false }: BodyEvent): JsonBody {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length === 0) return badRequest('The body is empty; it must be JSON');
  try {
    // Also ignores a byte order mark, and rejects what is not UTF-8.
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return badRequest('The body is not valid JSON');
  }
}

function badRequest(body: string): JsonBody {
  return { ok: false, response: textResponse(400, body) };
}
