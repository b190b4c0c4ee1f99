import { Agent, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Observer } from 'local-gateway/gateway/exchange';
import { startLoopbackServer } from 'local-gateway/loopback-server';
import { createConsole } from '../console/console.ts';
import type { ConsoleApi } from '../console/console-state.ts';
import { createJournal } from '../console/journal.ts';
import { createApiKeyGateway } from './api-key-gateway.ts';
import { createKeyEndpoint, issuerPath, type KeyEndpointMode } from './key-endpoint.ts';
import { mintToken, type TokenOptions } from './mint-token.ts';
import { answerProblem } from './problem-details.ts';
import type { Route } from './public-route.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createTokenEndpoint, tokenPath } from './token-endpoint.ts';

/** What the stand-in is told. */
export interface ZuploOptions {
  /** Where to listen; 0: a free port. */
  readonly port: number;
  /** The `aud` of the tokens it signs. */
  readonly audience: string;
  /** The API behind it; asked for each request, undefined until the API listens. */
  readonly upstream: () => URL | undefined;
  /** The API's routes that need no API key; asked for each request. @default none */
  readonly publicRoutes?: () => readonly Route[];
  /** The APIs that the console can call; asked each time. @default none */
  readonly apis?: () => readonly ConsoleApi[];
  /** Called with one line for what is worth showing. */
  readonly log: (line: string) => void;
}

/** A stand-in for Zuplo that listens until closed. */
export interface Zuplo {
  /** Its address without a trailing slash: `http://localhost:9000`. */
  readonly url: string;
  /** The `iss` of its tokens; the keys are below it at `/.well-known/jwks.json`. */
  readonly issuer: string;
  /** A token signed with its own keys. */
  token(options?: TokenOptions): Promise<string>;
  /** To be told what happens at the APIs, for the console to show it. */
  readonly observer: Observer;
  /** Replaces all its keys by a new one: tokens signed before are refused once that is noticed. */
  rotate(): Promise<void>;
  /** Stops listening and breaks what is still open. */
  close(): Promise<void>;
}

/**
 * Starts the stand-in on this machine's loopback address: issuer, API-key gateway, token endpoint,
 * and the console for a browser.
 *
 * @throws {UserError} when the port is in use
 */
export async function startZuplo(options: ZuploOptions): Promise<Zuplo> {
  const keys = await createSigningKeys();
  const agent = new Agent({ keepAlive: true });
  // The port is part of the issuer, which the handlers below need.
  let onRequest: RequestListener = (_, response) => response.destroy();
  const server = await startLoopbackServer({
    port: options.port,
    portSetting: 'ZUPLO_PORT',
    onRequest: (request, response) => onRequest(request, response),
  });
  const url = `http://localhost:${server.port}`;
  const issuer = url + issuerPath;
  const token = (wanted?: TokenOptions) =>
    mintToken({ issuer, audience: options.audience, keys }, wanted);

  const { upstream, publicRoutes = () => [], apis = () => [], audience, log } = options;
  const journal = createJournal();
  const tokenFor = (sub: string) => token({ sub });
  const gateway = createApiKeyGateway({
    upstream,
    publicRoutes,
    tokenFor,
    agent,
    log,
    observe: journal.passage,
  });
  const tokenEndpoint = createTokenEndpoint(token);
  let mode: KeyEndpointMode = 'answering';
  const controls = {
    keys,
    mode: () => mode,
    setMode: (wanted: KeyEndpointMode) => {
      mode = wanted;
    },
  };
  const keyEndpoint = createKeyEndpoint(issuer, keys, controls.mode);
  const console = createConsole({ url, issuer, audience, apis, journal, controls });

  const handlerFor = (request: IncomingMessage) => {
    const path = request.url?.split('?', 1)[0] ?? '/';
    const shown = console(request);
    if (shown !== undefined) return shown;
    if (path === tokenPath) return tokenEndpoint;
    return keyEndpoint(path) ?? (isOwn(path) ? answerNotFound : gateway);
  };
  onRequest = async (request, response) => {
    try {
      await handlerFor(request)(request, response);
    } catch (error) {
      log(`zuplo: ${error instanceof Error ? error.stack : error}`);
      if (response.headersSent) response.destroy();
      else answerProblem(request, response, 500, 'The stand-in failed: see its log');
    }
  };

  async function close(): Promise<void> {
    agent.destroy();
    await server.close();
  }
  return { url, issuer, token, observer: journal, rotate: keys.rotate, close };
}

/** Paths that are the stand-in's own, whether they exist or not, and never the API's. */
function isOwn(path: string): boolean {
  return path.startsWith('/__zuplo/') || path.startsWith('/__local/');
}

function answerNotFound(request: IncomingMessage, response: ServerResponse): void {
  answerProblem(request, response, 404, 'Nothing is here');
}
