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
  const read = readers[resource.type];
  if (read === undefined) return [];
  return ifUnsupported(
    () => read(resource, resources, find),
    (reason) => [closedApi(resource, reason)],
  );
}

const readers: Readonly<Record<string, typeof servableRestApis>> = {
  'AWS::ApiGatewayV2::Api': (...api) => [servableHttpApi(...api)],
  'AWS::ApiGateway::RestApi': servableRestApis,
};

function closedApi({ type, properties, title }: Resource, reason: string): ServableApi {
  const { Name: name } = properties;
  return {
    name: typeof name === 'string' ? name : title,
    apiType: type === 'AWS::ApiGatewayV2::Api' ? 'http' : 'rest',
    basePath: '',
    routes: [],
    closed: [{ route: 'every route', reason }],
    authorizers: [],
    assumptions: [],
    createHandler: () => async () => notEmulated(reason),
  };
}
