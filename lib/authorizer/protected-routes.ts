import { CfnMethod, Method } from 'aws-cdk-lib/aws-apigateway';
import { CfnRoute, type IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';
import type { RestAuthorizer } from './rest-authorizer.ts';
import type { RouteEntry } from './route-table.ts';

/** Returns the entry of an HTTP API's route. */
export function httpRouteEntry(route: IHttpRoute, scopes: readonly string[]): RouteEntry {
  const resource = route.node.defaultChild;
  if (!(resource instanceof CfnRoute)) throw new Error(`${route.node.path} has no CfnRoute`);
  if (resource.authorizationScopes !== undefined)
    throw new Error(
      `${route.node.path}: authorizationScopes have no effect with a Lambda authorizer: use httpAuthorizer({ scopes: ` +
        `${JSON.stringify(resource.authorizationScopes)} })`,
    );
  const [method = '', path = ''] = resource.routeKey.split(' ');
  return { api: resource.apiId, method, path, scopes };
}

/**
 * Returns the entries of all methods in the app that use one of the authorizers.
 * @param scopes the scopes of methods that require any
 * @throws {Error} if a method requires scopes and does not use one of the authorizers
 */
export function restRouteEntries(
  root: IConstruct,
  authorizers: readonly RestAuthorizer[],
  scopes: ReadonlyMap<Method, readonly string[]>,
): readonly RouteEntry[] {
  const ids = authorizers.map(({ authorizerId }) => authorizerId);
  const methods = root.node.findAll().filter((construct) => construct instanceof Method);
  const isProtected = ({ node: { defaultChild } }: Method) =>
    defaultChild instanceof CfnMethod &&
    defaultChild.authorizationType === 'CUSTOM' &&
    ids.includes(String(defaultChild.authorizerId));
  for (const method of scopes.keys())
    if (!isProtected(method))
      throw new Error(
        `${method.node.path} requires scopes, but has no authorizer: set authorizer to restAuthorizer()`,
      );
  return methods.filter(isProtected).map((method) => ({
    api: method.api.restApiId,
    method: method.httpMethod,
    path: method.resource.path,
    scopes: scopes.get(method) ?? [],
  }));
}
