import type { Header } from '../gateway/client-request.ts';
import { canonicalHeaderName } from '../gateway/headers.ts';
import { type HttpResponse, isValidHeader } from '../gateway/http-response.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/**
 * Converts the result of a Lambda proxy integration of an HTTP API; returns undefined when it is
 * malformed.
 *
 * @param payload the result as JSON text
 * @see API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs": response format
 */
export function integrationResponse(
  payload: string,
  format: '1.0' | '2.0',
): HttpResponse | undefined {
  const result: Json = JSON.parse(payload);
  if (isJsonObject(result) && result['statusCode'] !== undefined)
    return structuredResponse(result, format);
  if (format === '1.0') return undefined;
  // Without a status, the whole result is the body; a string loses its quotes.
  const body = typeof result === 'string' ? result : payload;
  return { status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from(body) };
}

/** Returns a status code from 200 to 599, given as an integer or its digits. */
export function statusOf(value: Json | undefined): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status !== 'number' || !Number.isInteger(status)) return undefined;
  return status >= 200 && status <= 599 ? status : undefined;
}

/** Returns a body as bytes; undefined when it is malformed. */
export function bodyOf(body: Json | undefined, isBase64Encoded: boolean): Buffer | undefined {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body !== 'string') return undefined;
  if (!isBase64Encoded) return Buffer.from(body);
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(body) ? Buffer.from(body, 'base64') : undefined;
}

function structuredResponse(result: JsonObject, format: '1.0' | '2.0'): HttpResponse | undefined {
  const status = statusOf(result['statusCode']);
  const body = bodyOf(result['body'], result['isBase64Encoded'] === true);
  const single = scalarHeaders(result['headers']);
  const multiple = format === '1.0' ? listHeaders(result['multiValueHeaders']) : [];
  const cookies = format === '2.0' ? cookieHeaders(result['cookies']) : [];
  if (status === undefined || body === undefined) return undefined;
  if (single === undefined || multiple === undefined || cookies === undefined) return undefined;
  const repeated = new Set(multiple.map(([name]) => name.toLowerCase()));
  const headers = [...single.filter(([name]) => !repeated.has(name.toLowerCase())), ...multiple];
  const kept = [...headers, ...cookies]
    .filter(([name]) => !ownedByGateway.has(name.toLowerCase()))
    .map(([name, value]): Header => [canonicalHeaderName(name), value]);
  if (kept.some(([name, value]) => !isValidHeader(name, value))) return undefined;
  const typed = kept.some(([name]) => name.toLowerCase() === 'content-type');
  const contentType: Header[] = typed ? [] : [['Content-Type', 'text/plain; charset=utf-8']];
  return { status, headers: [...contentType, ...kept], body };
}

/** Headers that the gateway sets. */
const ownedByGateway = new Set([
  ...['connection', 'content-length', 'date', 'keep-alive', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'apigw-requestid'],
]);

/** Parses a map of headers with one value each; returns undefined when it is malformed. */
export function scalarHeaders(headers: Json | undefined): readonly Header[] | undefined {
  if (headers === undefined || headers === null) return [];
  if (!isJsonObject(headers)) return undefined;
  const entries = Object.entries(headers).filter(([, value]) => value !== null);
  if (entries.some(([, value]) => typeof value === 'object')) return undefined;
  return entries.map(([name, value]): Header => [name, String(value)]);
}

/** Parses a map of headers with a list of values each; returns undefined when it is malformed. */
export function listHeaders(headers: Json | undefined): readonly Header[] | undefined {
  if (headers === undefined || headers === null) return [];
  if (!isJsonObject(headers)) return undefined;
  const entries = Object.entries(headers).flatMap(([name, values]): (Header | undefined)[] =>
    Array.isArray(values)
      ? values.map((value) => (typeof value === 'object' ? undefined : [name, String(value)]))
      : [undefined],
  );
  const valid = entries.filter((entry) => entry !== undefined);
  return valid.length === entries.length ? valid : undefined;
}

function cookieHeaders(cookies: Json | undefined): readonly Header[] | undefined {
  if (cookies === undefined || cookies === null) return [];
  return Array.isArray(cookies) ? listHeaders({ 'Set-Cookie': cookies }) : undefined;
}
