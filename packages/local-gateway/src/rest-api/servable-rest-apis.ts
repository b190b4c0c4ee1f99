import type { FunctionFinder } from '../assembly/invoked-function.ts';
import type { Resource } from '../assembly/resource.ts';
import type { ServableApi } from '../gateway/servable-api.ts';
import { readRestApi } from './read-rest-api.ts';
import { createRestApiHandler } from './rest-api-handler.ts';

/** Reads the stages of a REST API from the assembly's resources, ready to be served. */
export function servableRestApis(
  resource: Resource,
  resources: readonly Resource[],
  find: FunctionFinder,
): readonly ServableApi[] {
  return readRestApi(resource, resources, find).map((api) => ({
    name: api.name,
    apiType: 'rest',
    basePath: '',
    routes: api.methods.flatMap(({ method, pattern, authorizer, integration }) =>
      integration.kind === 'closed'
        ? []
        : [
            {
              method,
              path: pattern.text,
              authorizer: authorizer?.name,
              functionName: integration.kind === 'mock' ? 'mock' : integration.function.title,
            },
          ],
    ),
    closed: api.methods.flatMap(({ method, pattern, integration }) =>
      integration.kind === 'closed'
        ? [{ route: `${method} ${pattern.text}`, reason: integration.reason }]
        : [],
    ),
    authorizers: api.methods.flatMap(({ authorizer }) => authorizer ?? []),
    assumptions: [],
    createHandler: (dependencies) => createRestApiHandler(api, dependencies),
  }));
}
