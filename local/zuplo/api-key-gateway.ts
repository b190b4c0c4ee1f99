import type { Agent, IncomingMessage, ServerResponse } from 'node:http';
import type { ServedApi } from 'local-gateway/serve-assembly';
import { type Consumer, consumerOf } from './consumers.ts';
import { forward } from './forward.ts';
import { respondProblem } from './problem-details.ts';
import { requestIdIn } from './request-id.ts';
import { matchesRoute } from './route-match.ts';

/** A request that the API-key gateway forwarded or rejected. */
export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  /** The consumer's name; undefined without an API key, or with an unknown one. */
  readonly consumer: string | undefined;
  /** Whether the route requires no API key. */
  readonly isPublic: boolean;
  /** The signed token that replaced the API key; undefined without one. */
  readonly token: string | undefined;
  readonly status: number;
  /** Why the request was rejected; undefined if it was forwarded. */
  readonly problem: string | undefined;
  /** The API's request ID; the gateway's own for a rejected request. */
  readonly requestId: string | undefined;
  readonly milliseconds: number;
}

/** The dependencies of the API-key gateway. */
export interface ApiKeyGatewayDependencies {
  /** Returns the API behind the gateway; undefined until it is served. */
  readonly api: () => Pick<ServedApi, 'url' | 'routes'> | undefined;
  readonly consumers: readonly Consumer[];
  /** Returns a new token for a consumer. */
  readonly tokenFor: (consumer: Consumer) => Promise<string>;
  readonly agent: Agent;
  readonly log: (line: string) => void;
  /** Called for each request after its response, except when the API cannot be reached. */
  readonly onRequest?: (request: ProxiedRequest) => void;
}

/**
 * Creates the handler that does what Zuplo does in front of the API: it authenticates the client by
 * its API key and forwards the request with a signed token. The client's own Authorization header is
 * never forwarded.
 */
export function createApiKeyGateway(dependencies: ApiKeyGatewayDependencies) {
  const { consumers, tokenFor, agent, log, onRequest } = dependencies;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request;
    const path = url.split('?', 1)[0] ?? '/';
    if (!path.startsWith('/')) {
      respondProblem(request, response, 400, 'The request target must be a path');
      return;
    }
    const api = dependencies.api();
    const consumer = consumerOf(request.headers.authorization, consumers);
    const isPublic = api !== undefined && isPublicRoute(api, method, path);
    const start = performance.now();
    const report = (
      outcome: Pick<ProxiedRequest, 'token' | 'status' | 'problem' | 'requestId'>,
    ) => {
      const milliseconds = performance.now() - start;
      onRequest?.({ method, path, consumer: consumer?.name, isPublic, milliseconds, ...outcome });
    };
    const reject = (status: number, problem: string): void => {
      const requestId = respondProblem(request, response, status, problem);
      report({ token: undefined, status, problem, requestId });
    };
    if (api === undefined) return reject(503, 'The API is still starting');
    if (consumer === undefined && !isPublic) {
      const problem = keyProblem(request);
      log(`zuplo: ${method} ${path} 401 ${problem.toLowerCase()}`);
      return reject(401, problem);
    }
    const token = consumer === undefined ? undefined : await tokenFor(consumer);
    return forward(request, response, {
      upstream: new URL(api.url),
      authorization: token && `Bearer ${token}`,
      agent,
      onResponse: ({ statusCode: status = 502, headers }) =>
        report({ token, status, problem: undefined, requestId: requestIdIn(headers) }),
    });
  };
}

function isPublicRoute({ routes }: Pick<ServedApi, 'routes'>, method: string, path: string) {
  return routes.some(
    (route) => route.authorizer === undefined && matchesRoute(route, method, path),
  );
}

/** Returns Zuplo's message for a missing or unknown API key. */
function keyProblem(request: IncomingMessage): string {
  return request.headers.authorization === undefined
    ? 'No Authorization Header'
    : 'Authorization Failed';
}
