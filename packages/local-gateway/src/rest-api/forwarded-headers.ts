import { grouped, headerValues } from '../gateway/headers.ts';
import type { RestCall } from './rest-context.ts';

/**
 * Returns the headers that a REST API passes to functions, with names as sent, and those that API
 * Gateway adds. As recorded on AWS, the authorizer gets the content length, the integration does not.
 */
export function forwardedHeaders(
  call: RestCall,
  receiver: 'authorizer' | 'integration',
): ReadonlyMap<string, readonly string[]> {
  const { headers, sourceIp } = call.request;
  const omitted =
    receiver === 'authorizer'
      ? /^(connection|transfer-encoding|x-forwarded-.*)$/i
      : /^(connection|content-length|transfer-encoding|x-forwarded-.*)$/i;
  const forwardedFor = [...headerValues(headers, 'x-forwarded-for'), sourceIp].join(', ');
  const hasTraceId = headerValues(headers, 'x-amzn-trace-id').length > 0;
  return grouped([
    ...headers.filter(([name]) => !omitted.test(name)),
    ...(hasTraceId ? [] : [['X-Amzn-Trace-Id', call.ids.traceId] as const]),
    ['X-Forwarded-For', forwardedFor],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ]);
}
