import type { Agent, IncomingMessage, ServerResponse } from 'node:http';
import { consumerOf } from './consumers.ts';
import { forward } from './forward.ts';
import { answerProblem } from './problem-details.ts';
import { matches, type Route } from './public-route.ts';

/** What the gateway in front of the API needs. */
export interface ApiKeyGatewayParts {
  /** Where the API listens; undefined until it does. */
  readonly upstream: () => URL | undefined;
  /** The routes that ask for no API key. */
  readonly publicRoutes: () => readonly Route[];
  /** A fresh token for a consumer. */
  readonly tokenFor: (consumer: string) => Promise<string>;
  readonly agent: Agent;
  readonly log: (line: string) => void;
}

/**
 * Gives the handler that stands where Zuplo stands: it knows the caller by an API key, signs a
 * token for them and passes the request on. The caller's own Authorization header never goes
 * further: it is swapped for the token or, on a public route, dropped.
 */
export function createApiKeyGateway(parts: ApiKeyGatewayParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request;
    const path = url.split('?', 1)[0] ?? '/';
    if (!path.startsWith('/')) {
      return answerProblem(request, response, 400, 'The request target must be a path');
    }
    const consumer = consumerOf(request.headers.authorization);
    const isPublic = parts.publicRoutes().some((route) => matches(route, method, path));
    if (consumer === undefined && !isPublic) {
      parts.log(`zuplo: ${method} ${path} 401 ${keyProblem(request).toLowerCase()}`);
      return answerProblem(request, response, 401, keyProblem(request));
    }
    const upstream = parts.upstream();
    if (upstream === undefined) {
      return answerProblem(request, response, 503, 'The API is still starting');
    }
    const authorization =
      consumer === undefined ? undefined : `Bearer ${await parts.tokenFor(consumer)}`;
    return forward(request, response, { upstream, authorization, agent: parts.agent });
  };
}

/** What is wrong with a request that has no consumer; never the key itself, which may be mistyped. */
function keyProblem(request: IncomingMessage): string {
  return request.headers.authorization === undefined
    ? 'No Authorization Header'
    : 'Authorization Failed';
}
