import type { ClientRequest } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';

/**
 * A request's body as an event carries it: base64 when its content type is among the API's binary
 * media types, a text otherwise.
 *
 * @see API Gateway, "Binary media types for REST APIs in API Gateway"
 */
export function eventBody(
  request: ClientRequest,
  binaryMediaTypes: readonly string[],
): { readonly body: string | null; readonly isBase64Encoded: boolean } {
  if (request.body.length === 0) return { body: null, isBase64Encoded: false };
  const contentType = headerValues(request.headers, 'content-type').at(-1);
  const isBase64Encoded = isBinary(contentType, binaryMediaTypes);
  return { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/** Whether a media type, parameters aside, is binary. */
export function isBinary(
  mediaType: string | undefined,
  binaryMediaTypes: readonly string[],
): boolean {
  const bare = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return binaryMediaTypes.includes('*/*') || binaryMediaTypes.includes(bare);
}
