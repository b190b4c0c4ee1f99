import { ifUnsupported } from './assembly/if-unsupported.ts';
import type { FunctionFinder } from './assembly/invoked-function.ts';
import type { Resource } from './assembly/resource.ts';
import { notEmulated } from './gateway/not-emulated.ts';
import type { ServableApi } from './gateway/servable-api.ts';
import { servableHttpApi } from './http-api/servable-http-api.ts';
import { servableRestApis } from './rest-api/servable-rest-apis.ts';

/**
 * Reads the APIs among some resources; those that are not emulated are closed. The name of an API
 * that is not the only one of its name also has its stack's artifact id.
 *
 * @param resources all of the assembly
 */
export function readApis(
  candidates: readonly Resource[],
  resources: readonly Resource[],
  find: FunctionFinder,
): readonly ServableApi[] {
  const apis = candidates.flatMap((resource) =>
    readApi(resource, resources, find).map((api) => ({ api, stack: resource.stack })),
  );
  return apis.map(({ api, stack }) => {
    const sameName = apis.filter((other) => other.api.name === api.name);
    return sameName.length === 1 ? api : { ...api, name: `${api.name} (${stack.artifact})` };
  });
}

function readApi(
  resource: Resource,
  resources: readonly Resource[],
  find: FunctionFinder,
): readonly ServableApi[] {
  switch (resource.type) {
    case 'AWS::ApiGatewayV2::Api':
      return ifUnsupported(
        () => [servableHttpApi(resource, resources, find)],
        (reason) => [closedApi(resource, 'http', reason)],
      );
    case 'AWS::ApiGateway::RestApi':
      return ifUnsupported(
        () => servableRestApis(resource, resources, find),
        (reason) => [closedApi(resource, 'rest', reason)],
      );
    default:
      return [];
  }
}

function closedApi(
  { properties: { Name: name }, title }: Resource,
  apiType: ServableApi['apiType'],
  reason: string,
): ServableApi {
  return {
    name: typeof name === 'string' ? name : title,
    apiType,
    basePath: '',
    routes: [],
    closed: [{ route: 'every route', reason }],
    createHandler: () => async () => notEmulated(reason),
  };
}
