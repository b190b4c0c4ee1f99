import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { type ClientRequest, maxBodyBytes } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';
import type { HttpResponse } from '../gateway/http-response.ts';
import { type GatewayError, gatewayErrors } from './gateway-errors.ts';

const codings = {
  gzip: { compress: gzipSync, decompress: gunzipSync },
  deflate: { compress: deflateSync, decompress: inflateSync },
} as const;

/**
 * Returns a request with its body decompressed as its `Content-Encoding` says, or the error if that
 * is not possible.
 *
 * @see API Gateway, "Call an API method with a compressed payload in API Gateway"
 */
export function decompressed(request: ClientRequest): ClientRequest | GatewayError {
  const encoding = headerValues(request.headers, 'content-encoding').join(',').toLowerCase();
  if (encoding === '' || encoding === 'identity' || request.body.length === 0) return request;
  const coding = codingOf(encoding);
  if (coding === undefined) return gatewayErrors.unsupportedMediaType;
  try {
    const options = { maxOutputLength: maxBodyBytes };
    return { ...request, body: codings[coding].decompress(request.body, options) };
  } catch (error) {
    return error instanceof RangeError
      ? gatewayErrors.bodyTooLarge
      : gatewayErrors.unsupportedMediaType;
  }
}

/**
 * Compresses a response if the client asks for it and the body is large enough.
 *
 * @param minimumBytes undefined: the API does not compress
 * @see API Gateway, "Receive an API response with a compressed payload in API Gateway"
 */
export function compressed(
  response: HttpResponse,
  request: ClientRequest,
  minimumBytes: number | undefined,
): HttpResponse {
  const coding = preferredCoding(headerValues(request.headers, 'accept-encoding').join(','));
  const isEncoded = headerValues(response.headers, 'content-encoding').length > 0;
  if (coding === undefined || minimumBytes === undefined || isEncoded) return response;
  if (response.body.length === 0 || response.body.length < minimumBytes) return response;
  return {
    ...response,
    headers: [...response.headers, ['Content-Encoding', coding]],
    body: codings[coding].compress(response.body),
  };
}

type Coding = keyof typeof codings;

/** Returns the coding with the highest weight, the first of equal ones, if it is supported. */
function preferredCoding(accept: string): Coding | undefined {
  const [preferred] = accept
    .toLowerCase()
    .split(',')
    .map((item) => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { name, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return preferred && codingOf(preferred.name);
}

function codingOf(name: string): Coding | undefined {
  return name === 'gzip' || name === 'deflate' ? name : undefined;
}
