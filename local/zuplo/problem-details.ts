import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';

/**
 * Responds with problem details (RFC 9457) and a trace, as Zuplo does for its own errors.
 *
 * @returns the request ID of the trace
 * @see https://zuplo.com/docs/programmable-api/http-problems
 */
export function respondProblem(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  detail: string,
): string {
  const requestId = randomUUID();
  const body = {
    type: `https://httpproblems.com/http-status/${status}`,
    title: STATUS_CODES[status],
    status,
    detail,
    instance: request.url?.split('?', 1)[0],
    trace: { timestamp: new Date().toISOString(), requestId },
  };
  response.statusCode = status;
  response.setHeader('content-type', 'application/problem+json');
  response.end(JSON.stringify(body));
  return requestId;
}
