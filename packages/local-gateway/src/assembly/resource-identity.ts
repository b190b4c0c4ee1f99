import type { Json } from '../json.ts';
import { UserError } from '../user-error.ts';
import { partitionOf, stableId, urlSuffixOf } from './aws-environment.ts';

/** What a resource's names derive from. */
export interface ResourceIdentity {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  /** Returns a resolved property; undefined when absent. */
  property(name: string): Json | undefined;
}

/** A value that exists on AWS only: an address, a generated secret. */
export class UnresolvableError extends UserError {}

/**
 * Returns the `Ref` of a resource: the name in the template, or a generated one.
 *
 * @see CloudFormation, "Return values" of each resource type
 */
export function physicalId(parts: ResourceIdentity): string {
  const named = (property: string): string | undefined => {
    const value = parts.property(property);
    return typeof value === 'string' ? value : undefined;
  };
  const generated = `${parts.stack}-${parts.logicalId}`;
  switch (parts.type) {
    case 'AWS::Lambda::Function':
      return named('FunctionName') ?? generated.slice(0, 64);
    case 'AWS::Lambda::Version':
      return `${functionArn(parts, named('FunctionName') ?? '')}:1`;
    case 'AWS::Lambda::Alias':
      return `${functionArn(parts, named('FunctionName') ?? '')}:${named('Name')}`;
    case 'AWS::ApiGateway::Stage':
    case 'AWS::ApiGatewayV2::Stage':
      return named('StageName') ?? generated;
    case 'AWS::ApiGateway::RestApi':
    case 'AWS::ApiGatewayV2::Api':
      return stableId(parts.stack, parts.logicalId, 10);
    default:
      if (parts.type.startsWith('AWS::ApiGateway'))
        return stableId(parts.stack, parts.logicalId, 7);
      return generated;
  }
}

/**
 * Returns an attribute (`Fn::GetAtt`) of a resource.
 *
 * @throws {UnresolvableError} for an attribute without a local value
 */
export function attributeOf(parts: ResourceIdentity, attribute: string): string {
  const known = attributes[`${parts.type}.${attribute}`]?.(parts);
  if (known !== undefined) return known;
  if (parts.type.startsWith('AWS::ApiGateway') && attribute.endsWith('Id'))
    return physicalId(parts);
  // Sufficient for an ARN that is only passed on: a role, a log group, a table in an environment.
  if (attribute === 'Arn') {
    const service = (parts.type.split('::')[1] ?? '').toLowerCase();
    return arn(parts, service, physicalId(parts));
  }
  throw new UnresolvableError(
    `${parts.stack}/${parts.logicalId} (${parts.type}): its ${attribute} exists on AWS only`,
  );
}

/** Returns the id of a REST API's root resource, which no template declares. */
export function rootResourceId(stack: string, apiLogicalId: string): string {
  return stableId(stack, `${apiLogicalId}/`, 10);
}

const attributes: Readonly<Record<string, (parts: ResourceIdentity) => string>> = {
  'AWS::Lambda::Function.Arn': (parts) => functionArn(parts, physicalId(parts)),
  'AWS::Lambda::Version.FunctionArn': physicalId,
  'AWS::Lambda::Version.Version': () => '1',
  'AWS::Lambda::Alias.AliasArn': physicalId,
  'AWS::ApiGateway::RestApi.RootResourceId': (parts) =>
    rootResourceId(parts.stack, parts.logicalId),
  'AWS::ApiGatewayV2::Api.ApiEndpoint': (parts) =>
    `https://${physicalId(parts)}.execute-api.${parts.region}.${urlSuffixOf(parts.region)}`,
};

function functionArn(parts: ResourceIdentity, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  return arn(parts, 'lambda', `function:${nameOrArn}`);
}

function arn(parts: ResourceIdentity, service: string, resource: string): string {
  return `arn:${partitionOf(parts.region)}:${service}:${parts.region}:${parts.account}:${resource}`;
}
