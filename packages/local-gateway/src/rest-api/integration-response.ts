import type { ClientRequest, Header } from '../gateway/client-request.ts';
import { canonicalHeaderName, headerValues } from '../gateway/headers.ts';
import { type HttpResponse, isValidHeader } from '../gateway/http-response.ts';
import { proxyResult, withContentType } from '../gateway/proxy-result.ts';
import { isJsonObject, type Json } from '../json.ts';
import { isBinary } from './event-body.ts';

/** @see API Gateway, "Important notes for API Gateway": remapped headers of REST APIs */
const remappedNames = new Set([
  ...['authorization', 'connection', 'content-length', 'content-md5', 'date', 'expect', 'host'],
  ...['max-forwards', 'proxy-authenticate', 'server', 'trailer', 'upgrade', 'user-agent'],
  'www-authenticate',
]);

/**
 * Converts the result of a Lambda proxy integration of a REST API; returns undefined when it is
 * malformed.
 *
 * @param payload the result as JSON text
 * @see API Gateway, "Lambda proxy integrations in API Gateway": output format
 */
export function integrationResponse(
  payload: string,
  request: ClientRequest,
  binaryMediaTypes: readonly string[],
): HttpResponse | undefined {
  const result: Json = JSON.parse(payload);
  if (!isJsonObject(result)) return undefined;
  const accepted = headerValues(request.headers, 'accept')[0]?.split(',')[0];
  const decodeBody = result['isBase64Encoded'] === true && isBinary(accepted, binaryMediaTypes);
  const response = proxyResult(result, { decodeBody, multiValueHeaders: true });
  if (response === undefined) return undefined;
  const headers = response.headers
    .filter(([name]) => !/^(transfer-encoding|keep-alive)$/i.test(name))
    .map(remapped);
  if (headers.some(([name, value]) => !isValidHeader(name, value))) return undefined;
  return { ...response, headers: withContentType(headers, 'application/json') };
}

function remapped([name, value]: Header): Header {
  if (!remappedNames.has(name.toLowerCase())) return [name, value];
  return [`x-amzn-Remapped-${canonicalHeaderName(name)}`, value];
}
