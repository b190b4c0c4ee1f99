import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from 'local-gateway/user-error';
import { comesFromThisMachine } from '../zuplo/same-machine.ts';
import { type ConsoleState, consoleState } from './console-state.ts';
import { steerIssuer } from './controls.ts';
import { createEventStream } from './event-stream.ts';
import type { Journal } from './journal.ts';
import { answerJson, jsonBody } from './json-exchange.ts';
import { opensConsole } from './navigation.ts';
import { filesPath, pageFile, setSafeHeaders } from './page-files.ts';
import { type AskedCall, askedCall } from './parsed-call.ts';
import { storyOf } from './request-trace.ts';
import { sendCall } from './send-call.ts';

/** What the console shows and steers. */
export interface ConsoleParts extends ConsoleState {
  readonly journal: Journal;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Gives the console: it finds the handler for a request; undefined for one that is not its own. */
export function createConsole(parts: ConsoleParts) {
  const endpoints = endpointsOf(parts);
  const page = pageFile('index.html');

  return (request: IncomingMessage): Handler | undefined => {
    if (opensConsole(request)) return safely(page);
    const path = request.url?.split('?', 1)[0] ?? '/';
    const handler = path.startsWith(filesPath)
      ? pageFile(path.slice(filesPath.length))
      : endpoints(`${request.method} ${path}`);
    return handler && safely(forThisMachine(handler));
  };
}

function endpointsOf(parts: ConsoleParts): (target: string) => Handler | undefined {
  const { journal, controls } = parts;
  const state = () => consoleState(parts);
  const steer: Handler = async (request, response) => {
    await steerIssuer(controls, await jsonBody(request));
    answerJson(response, 200, state());
  };
  const call: Handler = async (request, response) => {
    const asked = askedCall(await jsonBody(request));
    const { status, requestId } = await sendCall(addressFor(asked, parts), asked).catch((error) => {
      throw new UserError(`no answer: ${error.message}`);
    });
    const number = requestId === undefined ? undefined : journal.entryOf(requestId)?.number;
    answerJson(response, 200, { status, number });
  };
  const clear: Handler = (_, response) => {
    journal.clear();
    response.writeHead(204).end();
  };
  const fixed: Readonly<Record<string, Handler>> = {
    'GET /__local/events': createEventStream(journal, state),
    'POST /__local/call': call,
    'POST /__local/issuer': steer,
    'DELETE /__local/requests': clear,
  };
  return (target) => {
    const number = /^GET \/__local\/requests\/(\d{1,9})$/.exec(target)?.[1];
    if (number !== undefined) return (_, response) => answerStory(parts, Number(number), response);
    return Object.hasOwn(fixed, target) ? fixed[target] : undefined;
  };
}

function answerStory(
  { journal, apis }: ConsoleParts,
  number: number,
  response: ServerResponse,
): void {
  const entry = journal.entries().find((candidate) => candidate.number === number);
  if (entry !== undefined) answerJson(response, 200, storyOf(entry, journal.lines(), apis()));
  else answerJson(response, 404, { problem: 'it is no longer remembered' });
}

/** @throws {UserError} when there is no such API */
function addressFor({ via }: AskedCall, { url, apis }: ConsoleParts): string {
  const address = via === 'gateway' ? url : apis()[via]?.url;
  if (address === undefined) throw new UserError('that API is not served, or not yet');
  return address;
}

/** The same as `/__local/token` asks: neither another site's page nor another name of this machine. */
function forThisMachine(handler: Handler): Handler {
  return (request, response) =>
    comesFromThisMachine(request)
      ? handler(request, response)
      : answerJson(response, 403, { problem: 'the console is for localhost alone' });
}

/** A {@link UserError} is the caller's to read; anything else is ours. */
function safely(handler: Handler | undefined): Handler | undefined {
  return (
    handler &&
    (async (request, response) => {
      setSafeHeaders(response);
      try {
        await handler(request, response);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        answerJson(response, 400, { problem: error.message });
      }
    })
  );
}
