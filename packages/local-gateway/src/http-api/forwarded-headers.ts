import { grouped, headerValues } from '../gateway/headers.ts';
import type { HttpCall } from './http-call.ts';

/**
 * Returns the headers that an HTTP API passes to functions: lower-case, repeated ones joined by
 * commas, with those that API Gateway adds and without cookies, which have their own field.
 *
 * @see API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs": payload format
 */
export function forwardedHeaders(call: HttpCall): ReadonlyMap<string, string> {
  const { headers, sourceIp } = call.request;
  const lowerCase = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const joined = new Map(
    Array.from(grouped(lowerCase), ([name, values]) => [name, values.join(',')]),
  );
  joined.delete('cookie');
  joined.delete('connection');
  joined.set('content-length', String(call.request.body.length));
  joined.set('x-forwarded-for', [...headerValues(headers, 'x-forwarded-for'), sourceIp].join(', '));
  joined.set('x-forwarded-port', '443');
  joined.set('x-forwarded-proto', 'https');
  if (!joined.has('x-amzn-trace-id')) joined.set('x-amzn-trace-id', call.ids.traceId);
  return joined;
}

/** Returns the request's cookies in order, one entry for each. */
export function cookies(call: HttpCall): readonly string[] {
  return headerValues(call.request.headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
}
