import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiHandler } from './api-handler.ts';
import { readClientRequest } from './client-request.ts';
import type { Exchange, ExchangeTrace } from './exchange.ts';
import { send, textReply } from './reply.ts';
import { requestLine } from './request-line.ts';

/**
 * Answers a server's requests by an API's handler, and logs one line for each.
 *
 * A mistake of our own is answered with 500: the API stays up, and the line says what it was.
 */
export function createApiListener(
  handle: ApiHandler,
  log: (line: string) => void,
  observe?: (exchange: Exchange) => void,
): (message: IncomingMessage, response: ServerResponse) => void {
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const start = performance.now();
    const read = await readClientRequest(message);
    let traced: ExchangeTrace = {};
    const trace = (part: ExchangeTrace) => {
      traced = { ...traced, ...part };
    };
    const request = observe === undefined ? read : { ...read, trace };
    const { reply, verdict, note } = await handle(request).catch((error: unknown) => ({
      reply: textReply(500, [], '{"message":"Internal Server Error"}'),
      verdict: undefined,
      note: `the local gateway failed: ${error instanceof Error ? error.stack : String(error)}`,
    }));
    send(response, reply);
    // What was too large to be read is let run out, so that the client gets to see the answer.
    if (request.flaw !== undefined) message.resume();
    const { method, rawPath } = request;
    const milliseconds = performance.now() - start;
    log(requestLine({ method, rawPath, status: reply.status, milliseconds, verdict, note }));
    observe?.({ ...traced, request, reply, verdict, note, milliseconds });
  };
  return (message, response) => {
    answer(message, response).catch(() => {
      // The client went away while it was sending.
      response.destroy();
    });
  };
}
