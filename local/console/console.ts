import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from 'local-gateway/user-error';
import { jsonBody } from '../zuplo/request-body.ts';
import { isSameOrigin } from '../zuplo/request-origin.ts';
import { type ConsoleState, consoleState } from './console-state.ts';
import { createEventStream } from './event-stream.ts';
import { controlIssuer } from './issuer-controls.ts';
import type { Journal } from './journal.ts';
import { opensConsole } from './navigation.ts';
import { filesPath, pageFile, setSecurityHeaders } from './page-files.ts';
import { requestTrace } from './request-trace.ts';
import { type ParsedCall, parseCall, sendCall } from './send-call.ts';

/** The dependencies of the console. */
export interface ConsoleDependencies extends ConsoleState {
  readonly journal: Journal;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Creates a function that returns the handler of a request to the console; undefined for other requests. */
export function createConsole(dependencies: ConsoleDependencies) {
  const endpoints = endpointsOf(dependencies);
  const page = pageFile('index.html');

  return (request: IncomingMessage): Handler | undefined => {
    if (opensConsole(request)) return page && withErrorResponses(page);
    const path = request.url?.split('?', 1)[0] ?? '/';
    const handler = path.startsWith(filesPath)
      ? pageFile(path.slice(filesPath.length))
      : endpoints(`${request.method} ${path}`);
    return handler && withErrorResponses(sameOriginOnly(handler));
  };
}

function endpointsOf(dependencies: ConsoleDependencies): (target: string) => Handler | undefined {
  const { journal, controls, apis } = dependencies;
  const state = () => consoleState(dependencies);
  const fixed: Readonly<Record<string, Handler>> = {
    'GET /__local/events': createEventStream(journal, state),
    'POST /__local/call': async (request, response) => {
      const call = parseCall(await jsonBody(request));
      const { status, requestId } = await sendCall(baseUrl(call, dependencies), call).catch(
        (error) => {
          throw new UserError(`no response: ${error.message}`);
        },
      );
      const number = requestId === undefined ? undefined : journal.entryOf(requestId)?.number;
      respondJson(response, 200, { status, number });
    },
    'POST /__local/issuer': async (request, response) => {
      await controlIssuer(controls, await jsonBody(request));
      respondJson(response, 200, state());
    },
    'DELETE /__local/requests': (_, response) => {
      journal.clear();
      response.writeHead(204).end();
    },
  };
  const respondTrace = (number: number, response: ServerResponse): void => {
    const entry = journal.entries().find((candidate) => candidate.number === number);
    if (entry !== undefined) respondJson(response, 200, requestTrace(entry, journal, apis()));
    else respondJson(response, 404, { problem: 'the request is no longer recorded' });
  };
  return (target) => {
    const number = /^GET \/__local\/requests\/(\d{1,9})$/.exec(target)?.[1];
    if (number !== undefined) return (_, response) => respondTrace(Number(number), response);
    return Object.hasOwn(fixed, target) ? fixed[target] : undefined;
  };
}

/** @throws {UserError} for an API that is not served */
function baseUrl({ via }: ParsedCall, { url, apis }: ConsoleState): string {
  const base = via === 'zuplo' ? url : apis()[via]?.url;
  if (base === undefined) throw new UserError('that API is not served, or not yet');
  return base;
}

function sameOriginOnly(handler: Handler): Handler {
  return (request, response) =>
    isSameOrigin(request)
      ? handler(request, response)
      : respondJson(response, 403, { problem: 'only localhost may use the console' });
}

function withErrorResponses(handler: Handler): Handler {
  return async (request, response) => {
    setSecurityHeaders(response);
    try {
      await handler(request, response);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      respondJson(response, 400, { problem: error.message });
    }
  };
}

function respondJson(response: ServerResponse, status: number, value: object): void {
  response.setHeader('content-type', 'application/json');
  response.writeHead(status).end(JSON.stringify(value));
}
