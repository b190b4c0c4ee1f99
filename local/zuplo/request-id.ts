import type { IncomingHttpHeaders } from 'node:http';

/** The id that API Gateway gives a request, from its answer. */
export function requestIdIn(headers: IncomingHttpHeaders): string | undefined {
  const id = headers['apigw-requestid'] ?? headers['x-amzn-requestid'];
  return typeof id === 'string' ? id : undefined;
}
