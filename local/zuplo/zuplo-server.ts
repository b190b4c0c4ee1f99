import { Agent, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Observer } from 'local-gateway/gateway/exchange';
import { startLoopbackServer } from 'local-gateway/loopback-server';
import type { ServedApi } from 'local-gateway/serve-assembly';
import { createConsole } from '../console/console.ts';
import type { IssuerControls } from '../console/issuer-controls.ts';
import { createJournal, type Journal } from '../console/journal.ts';
import { createApiKeyGateway } from './api-key-gateway.ts';
import { type Consumer, defaultConsumers } from './consumers.ts';
import { createJwksEndpoint, issuerPath, type JwksEndpointMode } from './jwks-endpoint.ts';
import { mintToken, type TokenOptions } from './mint-token.ts';
import { respondProblem } from './problem-details.ts';
import { createSigningKeys, type SigningKeys } from './signing-keys.ts';
import { createTokenEndpoint, tokenPath } from './token-endpoint.ts';

/** The options of the stand-in. */
export interface ZuploOptions {
  /** The TCP port; 0: any free port. */
  readonly port: number;
  /** The `aud` of its tokens. */
  readonly audience: string;
  /** The API keys that it accepts. @default YOUR_API_KEY, ALICE_API_KEY and BOB_API_KEY */
  readonly consumers?: readonly Consumer[];
  /** Returns the served APIs: requests are forwarded to the first one. @default none */
  readonly apis?: () => readonly ServedApi[];
  /** Called with each log line. */
  readonly log: (line: string) => void;
}

/** A running stand-in for Zuplo. */
export interface Zuplo {
  /** Without a trailing slash: `http://localhost:9000`. */
  readonly url: string;
  /** The `iss` of its tokens. The JWKS is at `<issuer>/.well-known/jwks.json`. */
  readonly issuer: string;
  /** Returns a signed token. */
  token(options?: TokenOptions): Promise<string>;
  /** Records the requests to the APIs for the console. */
  readonly observer: Observer;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts the stand-in on this machine: issuer, API-key gateway, token endpoint and console.
 *
 * @throws {UserError} when the port is in use
 */
export async function startZuplo(options: ZuploOptions): Promise<Zuplo> {
  const keys = await createSigningKeys();
  const journal = createJournal();
  const agent = new Agent({ keepAlive: true });
  let handler: RequestListener | undefined;
  const server = await startLoopbackServer({
    port: options.port,
    portSetting: 'ZUPLO_PORT',
    onRequest: (request, response) => handler?.(request, response),
  });
  const url = `http://localhost:${server.port}`;
  const issuer = url + issuerPath;
  const token = (tokenOptions?: TokenOptions) =>
    mintToken({ issuer, audience: options.audience, keys }, tokenOptions);
  handler = createHandler({ ...options, url, issuer, keys, journal, agent, token });

  const close = async () => {
    agent.destroy();
    await server.close();
  };
  return { url, issuer, token, observer: journal, close };
}

interface Parts extends ZuploOptions, Pick<Zuplo, 'url' | 'issuer' | 'token'> {
  readonly keys: SigningKeys;
  readonly journal: Journal;
  readonly agent: Agent;
}

function createHandler(parts: Parts): RequestListener {
  const { issuer, keys, journal, agent, token, log } = parts;
  const { apis = () => [], consumers = defaultConsumers } = parts;
  const gateway = createApiKeyGateway({
    api: () => apis()[0],
    consumers,
    tokenFor: (consumer) => token(consumer.token),
    agent,
    log,
    onRequest: journal.proxied,
  });
  const tokenEndpoint = createTokenEndpoint(token);
  const controls = createIssuerControls(keys);
  const jwksEndpoint = createJwksEndpoint(issuer, keys, controls.mode);
  const consoleHandler = createConsole({ ...parts, apis, consumers, controls });

  const handlerFor = (request: IncomingMessage) => {
    const path = request.url?.split('?', 1)[0] ?? '/';
    const handler = consoleHandler(request);
    if (handler !== undefined) return handler;
    if (path === tokenPath) return tokenEndpoint;
    return jwksEndpoint(path) ?? (/^\/__(zuplo|local)\//.test(path) ? respondNotFound : gateway);
  };
  return async (request, response) => {
    try {
      await handlerFor(request)(request, response);
    } catch (error) {
      log(`zuplo: ${error instanceof Error ? error.stack : error}`);
      if (response.headersSent) response.destroy();
      else respondProblem(request, response, 500, 'Error in the Zuplo stand-in; see its log');
    }
  };
}

function createIssuerControls(keys: SigningKeys): IssuerControls {
  let mode: JwksEndpointMode = 'ok';
  return {
    keys,
    mode: () => mode,
    setMode: (newMode) => {
      mode = newMode;
    },
  };
}

function respondNotFound(request: IncomingMessage, response: ServerResponse): void {
  respondProblem(request, response, 404, 'Not found');
}
