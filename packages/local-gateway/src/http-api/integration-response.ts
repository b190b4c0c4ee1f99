import type { Header } from '../gateway/client-request.ts';
import { canonicalHeaderName } from '../gateway/headers.ts';
import { type HttpResponse, isValidHeader } from '../gateway/http-response.ts';
import { listHeaders, proxyResult, withContentType } from '../gateway/proxy-result.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { PayloadFormat } from './payload-format.ts';

/** Headers that the gateway sets. */
const gatewayHeaders = new Set([
  ...['connection', 'content-length', 'date', 'keep-alive', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'apigw-requestid'],
]);

/**
 * Converts the result of a Lambda proxy integration of an HTTP API; returns undefined when it is
 * malformed.
 *
 * @param payload the result as JSON text
 * @see API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs": response format
 */
export function integrationResponse(
  payload: string,
  format: PayloadFormat,
): HttpResponse | undefined {
  const result: Json = JSON.parse(payload);
  if (!isJsonObject(result) || result['statusCode'] === undefined) {
    if (format === '1.0') return undefined;
    // Without a status, the whole result is the body; a string loses its quotes.
    const body = Buffer.from(typeof result === 'string' ? result : payload);
    return { status: 200, headers: [['Content-Type', 'application/json']], body };
  }
  const decodeBody = result['isBase64Encoded'] === true;
  const multiValueHeaders = format === '1.0' ? 'override' : 'ignored';
  const response = proxyResult(result, { decodeBody, multiValueHeaders });
  const cookies = format === '2.0' ? cookieHeaders(result['cookies']) : [];
  if (response === undefined || cookies === undefined) return undefined;
  const headers = [...response.headers, ...cookies]
    .filter(([name]) => !gatewayHeaders.has(name.toLowerCase()))
    .map(([name, value]): Header => [canonicalHeaderName(name), value]);
  if (headers.some(([name, value]) => !isValidHeader(name, value))) return undefined;
  return { ...response, headers: withContentType(headers, 'text/plain; charset=utf-8') };
}

function cookieHeaders(cookies: Json | undefined): readonly Header[] | undefined {
  if (cookies === undefined || cookies === null) return [];
  return Array.isArray(cookies) ? listHeaders({ 'Set-Cookie': cookies }) : undefined;
}
