import type { FunctionSettings } from '../functions/function-settings.ts';
import type { Json } from '../json.ts';
import { functionArn } from './read-function.ts';
import type { Resource } from './resource.ts';

/**
 * Patterns of the ARNs for which API Gateway may invoke a function, as the permissions in its
 * resource policy have it. Undefined when the assembly grants no function to anyone at all: it was
 * written without permissions in mind, which on AWS would fail every request, so nothing is enforced.
 *
 * @see Lambda, "Viewing resource-based IAM policies in Lambda"
 */
export function invokersOf(
  functionResource: Resource,
  resources: readonly Resource[],
): readonly string[] | undefined {
  const permissions = resources.filter(({ type }) => type === 'AWS::Lambda::Permission');
  if (permissions.length === 0) return undefined;
  const arn = functionArn(functionResource);
  return permissions.flatMap(({ properties, complaints }): readonly string[] => {
    const name = String(properties['FunctionName']);
    const named = name === functionResource.id || name === arn || name.startsWith(`${arn}:`);
    const action = /^lambda:(InvokeFunction|\*)$/i.test(String(properties['Action']));
    const principal = /^(apigateway\.amazonaws\.com|\*)$/.test(String(properties['Principal']));
    // One that cannot be read, whoever it is for, grants nothing.
    if (!named || !action || !principal || complaints.length > 0) return [];
    return [typeof properties['SourceArn'] === 'string' ? properties['SourceArn'] : '*'];
  });
}

/** A function that a role invokes, where one is given, in place of its resource policy. */
export function invokedByRole(
  settings: FunctionSettings,
  role: Json | undefined,
): FunctionSettings {
  return role === undefined ? settings : { ...settings, invokers: undefined };
}
