import type { ClientRequest, Header } from '../gateway/client-request.ts';
import { canonicalHeaderName, headerValues } from '../gateway/headers.ts';
import { type HttpResponse, isValidHeader } from '../gateway/http-response.ts';
import { bodyOf, listHeaders, scalarHeaders, statusOf } from '../http-api/integration-response.ts';
import { isJsonObject, type Json } from '../json.ts';
import { isBinary } from './event-body.ts';

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
  const decode = result['isBase64Encoded'] === true && isBinary(accepted, binaryMediaTypes);
  const status = statusOf(result['statusCode']);
  const body = bodyOf(result['body'], decode);
  const single = scalarHeaders(result['headers']);
  const multiple = listHeaders(result['multiValueHeaders']);
  if (status === undefined || body === undefined) return undefined;
  if (single === undefined || multiple === undefined) return undefined;
  // multiValueHeaders overrides headers.
  const repeated = new Set(multiple.map(([name]) => name.toLowerCase()));
  const headers = [...single.filter(([name]) => !repeated.has(name.toLowerCase())), ...multiple]
    .filter(([name]) => !/^(transfer-encoding|keep-alive)$/i.test(name))
    .map(remapped);
  if (headers.some(([name, value]) => !isValidHeader(name, value))) return undefined;
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const contentType: Header[] = typed ? [] : [['Content-Type', 'application/json']];
  return { status, headers: [...contentType, ...headers], body };
}

/** @see API Gateway, "Important notes for API Gateway": remapped headers of REST APIs */
const remappedNames = new Set([
  ...['authorization', 'connection', 'content-length', 'content-md5', 'date', 'expect', 'host'],
  ...['max-forwards', 'proxy-authenticate', 'server', 'trailer', 'upgrade', 'user-agent'],
  'www-authenticate',
]);

function remapped([name, value]: Header): Header {
  if (!remappedNames.has(name.toLowerCase())) return [name, value];
  return [`x-amzn-Remapped-${canonicalHeaderName(name)}`, value];
}
