import type { Agent, IncomingMessage, ServerResponse } from 'node:http';
import { consumerOf } from './consumers.ts';
import { forward } from './forward.ts';
import { answerProblem } from './problem-details.ts';
import type { Passage } from './proxied-request.ts';
import { matches, type Route } from './public-route.ts';
import { requestIdIn } from './request-id.ts';

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
  /** Told of each request that was answered, but for those that the API did not answer. */
  readonly observe?: (passage: Passage) => void;
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
      answerProblem(request, response, 400, 'The request target must be a path');
      return;
    }
    const consumer = consumerOf(request.headers.authorization);
    const isPublic = parts.publicRoutes().some((route) => matches(route, method, path));
    const start = performance.now();
    const passed = (outcome: Pick<Passage, 'token' | 'status' | 'problem' | 'requestId'>) => {
      const milliseconds = performance.now() - start;
      parts.observe?.({ method, path, consumer, isPublic, milliseconds, ...outcome });
    };
    const refuse = (status: number, problem: string): void => {
      const requestId = answerProblem(request, response, status, problem);
      passed({ token: undefined, status, problem, requestId });
    };
    if (consumer === undefined && !isPublic) {
      parts.log(`zuplo: ${method} ${path} 401 ${keyProblem(request).toLowerCase()}`);
      return refuse(401, keyProblem(request));
    }
    const upstream = parts.upstream();
    if (upstream === undefined) return refuse(503, 'The API is still starting');
    const token = consumer === undefined ? undefined : await parts.tokenFor(consumer);
    const authorization = token && `Bearer ${token}`;
    return forward(request, response, {
      upstream,
      authorization,
      agent: parts.agent,
      answered: ({ statusCode: status = 502, headers }) =>
        passed({ token, status, problem: undefined, requestId: requestIdIn(headers) }),
    });
  };
}

/** What is wrong with a request that has no consumer; never the key itself, which may be mistyped. */
function keyProblem(request: IncomingMessage): string {
  return request.headers.authorization === undefined
    ? 'No Authorization Header'
    : 'Authorization Failed';
}
