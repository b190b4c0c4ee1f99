import { matchesWildcard } from '../authorizer/wildcard.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { functionArn } from './read-function.ts';
import type { Resource } from './resource.ts';

/**
 * Returns the patterns of the ARNs for which a function's resource policy lets API Gateway invoke
 * it. Returns undefined, which permits every ARN, when the assembly has no permission at all: it
 * would fail every request on AWS, so it was not written with permissions in mind.
 *
 * @see Lambda, "Viewing resource-based IAM policies in Lambda"
 */
export function permittedSourceArns(
  functionResource: Resource,
  resources: readonly Resource[],
): readonly string[] | undefined {
  const permissions = resources.filter(({ type }) => type === 'AWS::Lambda::Permission');
  if (permissions.length === 0) return undefined;
  const arn = functionArn(functionResource);
  return permissions.flatMap((permission): readonly string[] => {
    const { properties, problems } = permission;
    const name = String(properties['FunctionName']);
    // A name stands for the function of the permission's account and region.
    const full = name.startsWith('arn:') ? name : functionArn({ ...permission, id: name });
    const named = full === arn || full.startsWith(`${arn}:`);
    const action = /^lambda:(InvokeFunction|\*)$/i.test(String(properties['Action']));
    const principal = /^(apigateway\.amazonaws\.com|\*)$/.test(String(properties['Principal']));
    // A permission with unsupported properties grants nothing.
    if (!named || !action || !principal || problems.length > 0) return [];
    return [typeof properties['SourceArn'] === 'string' ? properties['SourceArn'] : '*'];
  });
}

/**
 * Tells whether API Gateway may invoke a function for the ARN of a route or method
 * (`…:<api>/<stage>/<METHOD>/<path of the route>`) or of an authorizer
 * (`…:<api>/authorizers/<id>`). Otherwise API Gateway responds with 500.
 *
 * @see API Gateway, "Control access to HTTP APIs with AWS Lambda authorizers": permissions
 */
export function mayInvoke(
  { permittedSourceArns: patterns }: FunctionSettings,
  sourceArn: string,
): boolean {
  return patterns === undefined || patterns.some((pattern) => matchesWildcard(pattern, sourceArn));
}
