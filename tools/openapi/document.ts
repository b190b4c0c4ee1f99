import { UserError } from 'local-gateway/user-error';
import type { ApiType } from '../../contract/api-type.ts';
import { type Route, routeKey } from '../../lib/api/route.ts';
import { type Operation, operation, securityScheme } from './operation.ts';
import { createOperationIds } from './operation-ids.ts';
import { openapiPath } from './path-parameters.ts';
import { type Server, server } from './server.ts';

/** An OpenAPI 3.1 document of a route table. */
export interface OpenapiDocument {
  readonly openapi: '3.1.0';
  readonly info: Info;
  readonly servers: readonly Server[];
  /** In the order of the table: Zuplo uses the first route that matches. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: typeof securityScheme };
}

interface Info {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

export interface DocumentOptions {
  readonly info: Info;
  /** The API type, whose responses are described. */
  readonly api: ApiType;
  /** The API's URL, without a trailing slash; undefined: a URL with variables. */
  readonly url: string | undefined;
}

/**
 * Returns the OpenAPI document of a route table. Operations have no references, so that they can be copied into
 * another document; only the security scheme has to be a component.
 * @throws {UserError} for routes that OpenAPI cannot distinguish
 */
export function openapiDocument(
  routes: readonly Route[],
  { info, api, url }: DocumentOptions,
): OpenapiDocument {
  checkPaths(routes);
  const operationId = createOperationIds();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = openapiPath(route.path);
    const method = route.method.toLowerCase();
    paths[path] = { ...paths[path], [method]: operation(route, operationId(route), api) };
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [server(api, url)],
    paths,
    components: { securitySchemes: securityScheme },
  };
}

/** OpenAPI ignores the names of parameters, and has no greedy ones: `/{id}` and `/{path+}` are the same path. */
function checkPaths(routes: readonly Route[]): void {
  const byPattern = Map.groupBy(routes, ({ path }) => path.replace(/\{[^{}]*\}/g, '{}'));
  for (const group of byPattern.values()) {
    if (new Set(group.map(({ path }) => path)).size > 1) {
      throw new UserError(
        `lib/routes.ts: ${group.map(routeKey).join(' and ')} have the same path in OpenAPI, which does not ` +
          'distinguish greedy parameters: use the same path, or different literal parts',
      );
    }
  }
}
