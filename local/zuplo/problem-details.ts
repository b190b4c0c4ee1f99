import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';

/**
 * Answers with an error in the shape Zuplo gives to all of its own: problem details (RFC 9457) with
 * a trace (https://zuplo.com/docs/programmable-api/http-problems), and gives the trace's request id.
 */
export function answerProblem(
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
