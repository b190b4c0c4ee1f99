import type { FunctionFinder } from '../assembly/invoked-function.ts';
import type { Resource } from '../assembly/resource.ts';
import type { ServableApi } from '../gateway/servable-api.ts';
import { assumptionsOf } from './assumptions.ts';
import { createHttpApiHandler } from './http-api-handler.ts';
import { readHttpApi } from './read-http-api.ts';

/** Reads an HTTP API from the assembly's resources, ready to be served. */
export function servableHttpApi(
  resource: Resource,
  resources: readonly Resource[],
  find: FunctionFinder,
): ServableApi {
  const api = readHttpApi(resource, resources, find);
  const [first] = api.stages;
  const hasDefaultStage = api.stages.some(({ name }) => name === '$default');
  return {
    name: api.name,
    apiType: 'http',
    basePath: hasDefaultStage || first === undefined ? '' : `/${first.name}`,
    routes: api.routes.flatMap(({ method, pattern, authorizer, integration }) =>
      integration.kind === 'closed'
        ? []
        : [
            {
              method,
              path: pattern?.text ?? '$default',
              authorizer: authorizer?.name,
              functionName: integration.function.title,
            },
          ],
    ),
    closed: api.routes.flatMap(({ key, integration }) =>
      integration.kind === 'closed' ? [{ route: key, reason: integration.reason }] : [],
    ),
    authorizers: api.routes.flatMap(({ authorizer }) => authorizer ?? []),
    assumptions: assumptionsOf(api.routes),
    createHandler: (dependencies) => createHttpApiHandler(api, dependencies),
  };
}
