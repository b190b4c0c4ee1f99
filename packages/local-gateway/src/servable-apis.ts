import type { Stack } from './assembly/cloud-assembly.ts';
import { permittedSourceArns } from './assembly/invoke-permissions.ts';
import type { FunctionFinder } from './assembly/invoked-function.ts';
import { functionArn, readFunction } from './assembly/read-function.ts';
import { readResources } from './assembly/read-resources.ts';
import { type Resource, resourceError } from './assembly/resource.ts';
import type { FunctionSettings } from './functions/function-settings.ts';
import type { ServableApi } from './gateway/servable-api.ts';
import { servableHttpApi } from './http-api/servable-http-api.ts';
import { servableRestApis } from './rest-api/servable-rest-apis.ts';
import { UserError } from './user-error.ts';

/**
 * Reads the APIs of an assembly's stacks and the functions that they invoke.
 *
 * @param warn called with a line for each part of the assembly that differs from AWS, or may
 * @throws {UserError} when there is no API, or one uses an unsupported feature
 */
export function readServableApis(
  stacks: readonly Stack[],
  warn: (line: string) => void,
): { readonly apis: readonly ServableApi[]; readonly functions: readonly FunctionSettings[] } {
  const resources = readResources(stacks, warn);
  const functions = new Map<string, FunctionSettings>();
  const find: FunctionFinder = (invoker, arn) => {
    const resource = resources.find(
      ({ type, ...candidate }) =>
        type === 'AWS::Lambda::Function' && functionArn({ type, ...candidate }) === arn,
    );
    if (resource === undefined)
      throw resourceError(invoker, `it invokes ${arn}, which is not in the assembly`);
    const settings = functions.get(arn) ?? {
      ...readFunction(resource, stacks),
      permittedSourceArns: permittedSourceArns(resource, resources),
    };
    functions.set(arn, settings);
    return settings;
  };
  const apis = resources.flatMap((resource): readonly ServableApi[] => {
    if (resource.type === 'AWS::ApiGatewayV2::Api')
      return [servableHttpApi(resource, resources, find)];
    if (resource.type === 'AWS::ApiGateway::RestApi')
      return servableRestApis(resource, resources, find);
    return [];
  });
  if (apis.length === 0) {
    const names = stacks.map(({ name }) => name).join(', ') || 'none';
    throw new UserError(`the assembly has no HTTP or REST API (stacks: ${names})`);
  }
  for (const { name, assumptions } of apis)
    for (const assumption of assumptions) warn(`${name}: assumed: ${assumption}`);
  rejectWebAcl(resources);
  if (functions.size > 0 && !resources.some(({ type }) => type === 'AWS::Lambda::Permission'))
    warn('no AWS::Lambda::Permission in the assembly: on AWS every request would fail with 500');
  return { apis, functions: Array.from(functions.values()) };
}

function rejectWebAcl(resources: readonly Resource[]): void {
  for (const resource of resources)
    if (resource.type === 'AWS::WAFv2::WebACLAssociation')
      if (String(resource.properties['ResourceArn']).includes(':apigateway:'))
        throw resourceError(resource, 'AWS WAF is not emulated');
}
