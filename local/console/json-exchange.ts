import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from 'local-gateway/user-error';
import { bodyLimitBytes, requestBody } from '../zuplo/request-body.ts';

/**
 * A request's body, read as JSON.
 *
 * @throws {UserError} when it is too long or no JSON
 */
export async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const body = await requestBody(request);
  if (body === undefined)
    throw new UserError(`the body must not be longer than ${bodyLimitBytes} bytes`);
  try {
    return JSON.parse(body);
  } catch {
    throw new UserError('the body must be JSON');
  }
}

/** Answers with a value as JSON. */
export function answerJson(response: ServerResponse, status: number, value: object): void {
  response.setHeader('content-type', 'application/json');
  response.writeHead(status).end(JSON.stringify(value));
}
