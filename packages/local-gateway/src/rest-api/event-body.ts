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

/**
 * Tells whether a media type, without its parameters, is binary. As measured on AWS, only the
 * subtype of a binary media type may be a wildcard, unless both are.
 */
export function isBinary(
  mediaType: string | undefined,
  binaryMediaTypes: readonly string[],
): boolean {
  const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return binaryMediaTypes.some((binary) => {
    if (binary === '*/*') return true;
    if (binary.startsWith('*')) return false;
    return binary.endsWith('/*') ? type.startsWith(binary.slice(0, -1)) : type === binary;
  });
}
