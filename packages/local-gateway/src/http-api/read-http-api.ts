import { apiIdOf, checkApi } from '../assembly/check-api.ts';
import type { FunctionFinder } from '../assembly/invoked-function.ts';
import {
  flag,
  object,
  type Resource,
  resourceError,
  text,
  texts,
  wholeNumber,
} from '../assembly/resource.ts';
import type { CorsConfiguration, HttpApi } from './definition.ts';
import { readHttpRoute } from './read-http-route.ts';
import { readHttpStage } from './read-http-stage.ts';
import { checkRouteConflicts } from './route-conflicts.ts';

/**
 * Reads an HTTP API from the assembly's resources. Routes that are not emulated are closed.
 *
 * @throws {UserError} naming a resource that is not emulated and affects all routes
 */
export function readHttpApi(
  api: Resource,
  resources: readonly Resource[],
  find: FunctionFinder,
): HttpApi {
  checkApi(api, resources);
  if (text(api, 'ProtocolType') !== 'HTTP')
    throw resourceError(api, 'WebSocket APIs are not emulated');
  const selection = text(api, 'RouteSelectionExpression') ?? selectionExpression;
  if (selection.replace(/[{}]/g, '') !== selectionExpression)
    throw resourceError(api, `the route selection expression ${selection} is not emulated`);
  const resourcesOf = (type: string): readonly Resource[] =>
    resources.filter((one) => one.type === `AWS::ApiGatewayV2::${type}` && apiIdOf(one) === api.id);
  const named = {
    authorizers: resourcesOf('Authorizer'),
    integrations: resourcesOf('Integration'),
  };
  checkRouteConflicts(resourcesOf('Route'));
  const routes = resourcesOf('Route').map((route) => readHttpRoute(route, named, find));
  const stages = resourcesOf('Stage').map(readHttpStage);
  if (stages.length === 0) throw resourceError(api, 'it has no stage');
  const name = text(api, 'Name') ?? api.title;
  const { id } = api;
  const { account, region } = api.stack;
  return { id, name, account, region, cors: readCors(api), stages, routes };
}

const selectionExpression = '$request.method $request.path';

function readCors(api: Resource): CorsConfiguration | undefined {
  if (api.properties['CorsConfiguration'] === undefined) return undefined;
  const cors = { ...api, properties: object(api, 'CorsConfiguration') };
  return {
    allowOrigins: texts(cors, 'AllowOrigins'),
    allowMethods: texts(cors, 'AllowMethods'),
    allowHeaders: texts(cors, 'AllowHeaders'),
    exposeHeaders: texts(cors, 'ExposeHeaders'),
    allowCredentials: flag(cors, 'AllowCredentials'),
    maxAgeSeconds: wholeNumber(cors, 'MaxAge'),
  };
}
