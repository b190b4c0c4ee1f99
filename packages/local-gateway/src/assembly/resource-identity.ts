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
export function physicalId(identity: ResourceIdentity): string {
  const named = (property: string): string | undefined => {
    const value = identity.property(property);
    return typeof value === 'string' ? value : undefined;
  };
  const generated = `${identity.stack}-${identity.logicalId}`;
  switch (identity.type) {
    case 'AWS::Lambda::Function':
      return named('FunctionName') ?? generated.slice(0, 64);
    case 'AWS::Lambda::Version':
      return `${functionArn(identity, named('FunctionName') ?? '')}:1`;
    case 'AWS::Lambda::Alias':
      return `${functionArn(identity, named('FunctionName') ?? '')}:${named('Name')}`;
    case 'AWS::ApiGateway::Stage':
    case 'AWS::ApiGatewayV2::Stage':
      return named('StageName') ?? generated;
    case 'AWS::ApiGateway::RestApi':
    case 'AWS::ApiGatewayV2::Api':
      return stableId(identity.stack, identity.logicalId, 10);
    default:
      if (identity.type.startsWith('AWS::ApiGateway'))
        return stableId(identity.stack, identity.logicalId, 7);
      return generated;
  }
}

/**
 * Returns an attribute (`Fn::GetAtt`) of a resource.
 *
 * @throws {UnresolvableError} for an attribute without a local value
 */
export function attributeOf(identity: ResourceIdentity, attribute: string): string {
  const known = attributes[`${identity.type}.${attribute}`]?.(identity);
  if (known !== undefined) return known;
  if (identity.type.startsWith('AWS::ApiGateway') && attribute.endsWith('Id'))
    return physicalId(identity);
  // Sufficient for an ARN that is only passed on: a role, a log group, a table in an environment.
  if (attribute === 'Arn') {
    const service = (identity.type.split('::')[1] ?? '').toLowerCase();
    return arn(identity, service, physicalId(identity));
  }
  throw new UnresolvableError(
    `${identity.stack}/${identity.logicalId} (${identity.type}): its ${attribute} exists on AWS only`,
  );
}

/** Returns the id of a REST API's root resource, which no template declares. */
export function rootResourceId(stack: string, apiLogicalId: string): string {
  return stableId(stack, `${apiLogicalId}/`, 10);
}

const attributes: Readonly<Record<string, (identity: ResourceIdentity) => string>> = {
  'AWS::Lambda::Function.Arn': (identity) => functionArn(identity, physicalId(identity)),
  'AWS::Lambda::Version.FunctionArn': physicalId,
  'AWS::Lambda::Version.Version': () => '1',
  'AWS::Lambda::Alias.AliasArn': physicalId,
  'AWS::ApiGateway::RestApi.RootResourceId': (identity) =>
    rootResourceId(identity.stack, identity.logicalId),
  'AWS::ApiGatewayV2::Api.ApiEndpoint': (identity) =>
    `https://${physicalId(identity)}.execute-api.${identity.region}.${urlSuffixOf(identity.region)}`,
};

function functionArn(identity: ResourceIdentity, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  return arn(identity, 'lambda', `function:${nameOrArn}`);
}

function arn(identity: ResourceIdentity, service: string, resource: string): string {
  return `arn:${partitionOf(identity.region)}:${service}:${identity.region}:${identity.account}:${resource}`;
}
