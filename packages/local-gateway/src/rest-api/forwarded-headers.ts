import { grouped, headerValues } from '../gateway/headers.ts';
import type { RestCall } from './rest-context.ts';

/**
 * The headers a REST API hands on, every value of each: names as the client wrote them, and what
 * API Gateway adds. As recorded, the authorizer sees the content length, the integration does not.
 */
export function forwardedHeaders(
  call: RestCall,
  receiver: 'authorizer' | 'integration',
): ReadonlyMap<string, readonly string[]> {
  const { headers, sourceIp } = call.request;
  const ownedByConnection =
    receiver === 'authorizer'
      ? /^(connection|transfer-encoding|x-forwarded-.*)$/i
      : /^(connection|content-length|transfer-encoding|x-forwarded-.*)$/i;
  const forwardedFor = [...headerValues(headers, 'x-forwarded-for'), sourceIp].join(', ');
  const traced = headerValues(headers, 'x-amzn-trace-id').length > 0;
  return grouped([
    ...headers.filter(([name]) => !ownedByConnection.test(name)),
    ...(traced ? [] : [['X-Amzn-Trace-Id', call.ids.traceId] as const]),
    ['X-Forwarded-For', forwardedFor],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ]);
}
