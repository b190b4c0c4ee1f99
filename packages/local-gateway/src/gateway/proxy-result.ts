import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Header } from './client-request.ts';
import type { HttpResponse } from './http-response.ts';

/**
 * Reads the response in the result of a Lambda proxy integration; returns undefined when it is
 * malformed.
 *
 * @param options.decodeBody whether to decode the body from Base64
 * @param options.multiValueHeaders what they do to `headers` of the same name
 */
export function proxyResult(
  result: JsonObject,
  options: {
    readonly decodeBody: boolean;
    readonly multiValueHeaders: 'ignored' | 'override' | 'merged';
  },
): HttpResponse | undefined {
  const status = statusOf(result['statusCode']);
  const body = bodyOf(result['body'], options.decodeBody);
  const single = scalarHeaders(result['headers']);
  const isIgnored = options.multiValueHeaders === 'ignored';
  const multiple = isIgnored ? [] : listHeaders(result['multiValueHeaders']);
  if (status === undefined || body === undefined) return undefined;
  if (single === undefined || multiple === undefined) return undefined;
  const names = new Map(multiple.map(([name]) => [name.toLowerCase(), name]));
  const kept = single.flatMap(([name, value]): Header[] => {
    const listed = names.get(name.toLowerCase());
    if (listed === undefined) return [[name, value]];
    return options.multiValueHeaders === 'merged' ? [[listed, value]] : [];
  });
  return { status, headers: [...multiple, ...kept], body };
}

/** Adds a content type to headers without one. */
export function withContentType(headers: readonly Header[], contentType: string): Header[] {
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return hasType ? [...headers] : [['Content-Type', contentType], ...headers];
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

function scalarHeaders(headers: Json | undefined): readonly Header[] | undefined {
  if (headers === undefined || headers === null) return [];
  if (!isJsonObject(headers)) return undefined;
  const entries = Object.entries(headers).filter(([, value]) => value !== null);
  if (entries.some(([, value]) => typeof value === 'object')) return undefined;
  return entries.map(([name, value]): Header => [name, String(value)]);
}

/** Returns a status code from 200 to 599, given as an integer or its digits. */
function statusOf(value: Json | undefined): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status !== 'number' || !Number.isInteger(status)) return undefined;
  return status >= 200 && status <= 599 ? status : undefined;
}

function bodyOf(body: Json | undefined, decode: boolean): Buffer | undefined {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body !== 'string') return undefined;
  if (!decode) return Buffer.from(body);
  return isBase64(body) ? Buffer.from(body, 'base64') : undefined;
}

export function isBase64(body: Json): boolean {
  return typeof body === 'string' && /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(body);
}
