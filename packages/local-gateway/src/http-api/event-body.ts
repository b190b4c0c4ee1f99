import type { ClientRequest } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';

/**
 * Returns the body fields of an event: text for a short list of content types, Base64 for any other
 * and for a missing content type. Others measured the list on AWS; the documentation only says that
 * binary bodies are encoded.
 */
export function eventBody(request: ClientRequest): {
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
} {
  if (request.body.length === 0) return { body: null, isBase64Encoded: false };
  const contentType = headerValues(request.headers, 'content-type').at(-1) ?? '';
  return isText(contentType)
    ? { body: request.body.toString('utf8'), isBase64Encoded: false }
    : { body: request.body.toString('base64'), isBase64Encoded: true };
}

function isText(contentType: string): boolean {
  const [mediaType = '', ...parameters] = contentType
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const utf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  return utf8 && /^(text\/.+|application\/(json|xml|javascript))$/.test(mediaType);
}
