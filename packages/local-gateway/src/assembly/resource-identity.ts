import type { Json } from '../json.ts';
import { UserError } from '../user-error.ts';
import { partitionOf, stableId, urlSuffixOf } from './aws-environment.ts';

/** Where a resource is declared. */
export interface ResourcePlace {
  /** The stack's name. */
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
}

/** What a resource's names derive from. */
export interface ResourceIdentity extends ResourcePlace {
  readonly type: string;
  /** Returns a resolved property; undefined when absent. */
  property(name: string): Json | undefined;
}

/** A value that exists on AWS only: a generated name, an address, a secret. */
export class UnresolvableError extends UserError {
  /** What the value is, for a stand-in: `Queue.QueueName`. */
  readonly valueName: string;
  /** A made-up value of the right form, which suffices where it is only passed on. */
  readonly madeUp: string | undefined;

  constructor(message: string, valueName: string, madeUp?: string) {
    super(message);
    this.valueName = valueName;
    this.madeUp = madeUp;
  }
}

/**
 * Returns the `Ref` of a resource: the name in the template, or the id that it has here.
 *
 * @throws {UnresolvableError} when AWS generates it and nothing that is emulated has it
 * @see CloudFormation, "Return values" of each resource type
 */
export function refOf(identity: ResourceIdentity): string {
  const { type, stack, logicalId } = identity;
  const nameProperty = nameProperties[type];
  const name = nameProperty === undefined ? undefined : identity.property(nameProperty);
  if (typeof name === 'string') return name;
  if (!/^AWS::(Lambda|ApiGateway|ApiGatewayV2)::/.test(type))
    throw onAwsOnly(identity, 'name', logicalId, `${stack}-${logicalId}`);
  return physicalId(identity);
}

/** Returns the `Ref` of a resource of Lambda or API Gateway, or of one with a name. */
function physicalId(identity: ResourceIdentity): string {
  const named = (property: string): string | undefined => {
    const value = identity.property(property);
    return typeof value === 'string' ? value : undefined;
  };
  const generated = `${identity.stack}-${identity.logicalId}`;
  switch (identity.type) {
    case 'AWS::Lambda::Function':
      return generated.slice(0, 64);
    case 'AWS::Lambda::Version':
      return `${functionArn(identity, named('FunctionName') ?? '')}:1`;
    case 'AWS::Lambda::Alias':
      return `${functionArn(identity, named('FunctionName') ?? '')}:${named('Name')}`;
    case 'AWS::ApiGateway::RestApi':
    case 'AWS::ApiGatewayV2::Api':
      return stableId(place(identity), 10);
    default:
      return identity.type.startsWith('AWS::ApiGateway') ? stableId(place(identity), 7) : generated;
  }
}

/** The property with the name that `Ref` returns, by resource type. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::EventBus': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SSM::Parameter': 'Name',
};

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
  const name = `${identity.logicalId}.${attribute}`;
  throw onAwsOnly(identity, attribute, name, madeUpAttribute(identity, attribute));
}

/** Returns an ARN or address of the right form. */
function madeUpAttribute(identity: ResourceIdentity, attribute: string): string | undefined {
  const { type, region, stack, logicalId } = identity;
  if (`${type}.${attribute}` === 'AWS::ApiGatewayV2::Api.ApiEndpoint')
    return `https://${physicalId(identity)}.execute-api.${region}.${urlSuffixOf(region)}`;
  if (attribute !== 'Arn') return undefined;
  return arn(identity, (type.split('::')[1] ?? '').toLowerCase(), `${stack}-${logicalId}`);
}

/** Returns the id of a REST API's root resource, which no template declares. */
export function rootResourceId(api: ResourcePlace): string {
  return stableId([...place(api), ''], 10);
}

const attributes: Readonly<Record<string, (identity: ResourceIdentity) => string>> = {
  'AWS::Lambda::Function.Arn': (identity) => functionArn(identity, refOf(identity)),
  'AWS::Lambda::Version.FunctionArn': physicalId,
  'AWS::Lambda::Version.Version': () => '1',
  'AWS::Lambda::Alias.AliasArn': physicalId,
  'AWS::ApiGateway::RestApi.RootResourceId': rootResourceId,
};

function onAwsOnly(
  { stack, logicalId, type }: ResourceIdentity,
  what: string,
  valueName: string,
  madeUp: string | undefined,
): UnresolvableError {
  const nested = type === 'AWS::CloudFormation::Stack' ? '; nested stacks are not emulated' : '';
  const message = `${stack}/${logicalId} (${type}): its ${what} exists on AWS only${nested}`;
  return new UnresolvableError(message, valueName, madeUp);
}

function place({ account, region, stack, logicalId }: ResourcePlace): readonly string[] {
  return [account, region, stack, logicalId];
}

function functionArn(identity: ResourceIdentity, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  return arn(identity, 'lambda', `function:${nameOrArn}`);
}

function arn(identity: ResourceIdentity, service: string, resource: string): string {
  return `arn:${partitionOf(identity.region)}:${service}:${identity.region}:${identity.account}:${resource}`;
}
