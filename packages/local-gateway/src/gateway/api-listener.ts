import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { readClientRequest } from './client-request.ts';
import type { Exchange } from './exchange.ts';
import { sendResponse, textResponse } from './http-response.ts';
import { requestLine } from './request-line.ts';
import type { RequestTrace } from './request-trace.ts';
import type { ApiHandler, HandlerResult } from './servable-api.ts';

/** Returns a listener that passes requests to an API's handler and logs one line for each. */
export function createApiListener(
  handle: ApiHandler,
  log: (line: string) => void,
  observe?: (exchange: Exchange) => void,
): RequestListener {
  const respond = async (message: IncomingMessage, output: ServerResponse): Promise<void> => {
    const start = performance.now();
    const received = await readClientRequest(message);
    let trace: RequestTrace = {};
    const recordTrace = (step: RequestTrace): void => {
      trace = { ...trace, ...step };
    };
    const request = observe === undefined ? received : { ...received, trace: recordTrace };
    const { response, authorizerResult, note } = await handle(request).catch(internalError);
    sendResponse(output, response);
    // Discards the rest of an oversized request, so that the client reads the response.
    if (request.requestError !== undefined) message.resume();
    const { method, rawPath } = request;
    const milliseconds = performance.now() - start;
    const { status } = response;
    log(requestLine({ method, rawPath, status, milliseconds, authorizerResult, note }));
    observe?.({ ...trace, request, response, authorizerResult, note, milliseconds });
  };
  return (message, output) => {
    respond(message, output).catch(() => {
      // The client closed the connection while it was sending.
      output.destroy();
    });
  };
}

/** A defect of the gateway: the API stays up and the log line names the cause. */
function internalError(error: unknown): HandlerResult {
  return {
    response: textResponse(500, [], '{"message":"Internal Server Error"}'),
    authorizerResult: undefined,
    note: `the local gateway failed: ${error instanceof Error ? error.stack : String(error)}`,
  };
}
