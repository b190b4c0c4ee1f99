import type { IncomingHttpHeaders } from 'node:http';

/** Returns API Gateway's request ID from the headers of a response. */
export function requestIdIn(headers: IncomingHttpHeaders): string | undefined {
  const id = headers['apigw-requestid'] ?? headers['x-amzn-requestid'];
  return typeof id === 'string' ? id : undefined;
}
