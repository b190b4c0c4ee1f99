import { apiIdOf } from './assembly/check-api.ts';
import { chooseStacks } from './assembly/choose-stacks.ts';
import type { Stack } from './assembly/cloud-assembly.ts';
import { createFunctionFinder } from './assembly/function-finder.ts';
import { checkVariables, type FunctionVariable } from './assembly/function-variable.ts';
import { readResources } from './assembly/read-resources.ts';
import { type Resource, resourceError } from './assembly/resource.ts';
import { supportedProperties } from './assembly/supported-properties.ts';
import type { FunctionSettings } from './functions/function-settings.ts';
import type { ServableApi } from './gateway/servable-api.ts';
import { readApis } from './read-apis.ts';
import { UserError } from './user-error.ts';

/** Which parts of an assembly to serve, and what its functions get besides the template. */
export interface ServingOptions {
  /** The names or artifact ids of the stacks whose APIs are served. @default every stack */
  readonly stacks?: readonly string[] | undefined;
  /** Environment variables of functions; they precede those of the template. @default none */
  readonly variables?: readonly FunctionVariable[] | undefined;
}

/**
 * Reads the APIs of an assembly's stacks and the functions that they invoke. Routes and APIs that
 * are not emulated are closed.
 *
 * @param warn called with a line for each part of the assembly that is not as on AWS
 * @throws {UserError} when there is no API, no route can be served, or an option names a stack or
 * function that is not in the assembly
 */
export function readServableApis(
  stacks: readonly Stack[],
  warn: (line: string) => void,
  { stacks: names = [], variables = [] }: ServingOptions = {},
): { readonly apis: readonly ServableApi[]; readonly functions: readonly FunctionSettings[] } {
  const { chosen, assembly } = chooseStacks(stacks, names);
  const resources = readResources(assembly);
  checkVariables(variables, resources);
  const functions = new Map<string, FunctionSettings>();
  const find = createFunctionFinder(resources, variables, functions, warn);
  const ofChosen = resources.filter(({ stack }) => chosen.includes(stack));
  const apis = readApis(ofChosen, resources, find);
  const notServed = [
    ...apis.flatMap(closedRoutes),
    ...ofChosen.flatMap((resource) => ignoredPart(resource, resources)),
  ];
  if (notServed.length > 0 && apis.every(({ routes }) => routes.length === 0))
    throw new UserError(['nothing in the assembly can be served:', ...notServed].join('\n  '));
  if (apis.length === 0) {
    const found = chosen.map(({ name }) => name).join(', ') || 'none';
    throw new UserError(`the assembly has no HTTP or REST API (stacks: ${found})`);
  }
  for (const line of [...notServed, ...ofChosen.flatMap(webAcl)]) warn(line);
  for (const { name, assumptions } of apis)
    for (const assumption of assumptions) warn(`${name}: assumed: ${assumption}`);
  if (functions.size > 0 && !resources.some(({ type }) => type === 'AWS::Lambda::Permission'))
    warn('no AWS::Lambda::Permission in the assembly: on AWS every request would fail with 500');
  return { apis, functions: Array.from(functions.values()) };
}

/** Returns a line about each closed route of an API. */
function closedRoutes({ name, closed }: ServableApi): readonly string[] {
  return closed.map(({ route, reason }) => `${name}: ${route} is closed (501): ${reason}`);
}

/** Returns a line about a resource that is ignored, because it is a part of no API that is known. */
function ignoredPart(resource: Resource, resources: readonly Resource[]): readonly string[] {
  const { type, problems } = resource;
  const id = apiIdOf(resource);
  const hasApi = resources.some((one) => isApi(one) && one.id === id);
  if (hasApi) return [];
  if (supportedProperties[type] === undefined)
    return [resourceError(resource, `${problems[0]}: nothing in it is served`).message];
  if (!/^AWS::ApiGateway(V2)?::(Route|Method)$/.test(type)) return [];
  const api = id === undefined ? 'its API' : `the API ${String(id)}`;
  return [resourceError(resource, `${api} is not in the assembly: ignored`).message];
}

/** Returns a line about the web ACL of an API, which only rejects requests that would otherwise be served. */
function webAcl(resource: Resource): readonly string[] {
  const isOfApi = String(resource.properties['ResourceArn']).includes(':apigateway:');
  if (resource.type !== 'AWS::WAFv2::WebACLAssociation' || !isOfApi) return [];
  return [resourceError(resource, 'AWS WAF is not emulated: its web ACL rejects nothing').message];
}

function isApi({ type }: Resource): boolean {
  return type === 'AWS::ApiGatewayV2::Api' || type === 'AWS::ApiGateway::RestApi';
}
