import type { ClientRequest } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';

/**
 * Returns the body fields of an event: Base64 when the content type is one of the API's binary media
 * types, otherwise text.
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

/** Tells whether a media type is binary; ignores its parameters. */
export function isBinary(
  mediaType: string | undefined,
  binaryMediaTypes: readonly string[],
): boolean {
  const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return binaryMediaTypes.includes('*/*') || binaryMediaTypes.includes(type);
}
