import { type Json, objectOf, ownMember } from '../json.ts';
import { UserError } from '../user-error.ts';
import { partitionOf, urlSuffixOf } from './aws-environment.ts';
import type { Stack } from './cloud-assembly.ts';
import { UnresolvableError } from './resource-identity.ts';

/**
 * Returns a pseudo parameter, such as `AWS::Region`; undefined for `AWS::NoValue`.
 *
 * @see CloudFormation, "Pseudo parameters reference"
 */
export function pseudoParameter(
  { name: stack, account, region }: Stack,
  name: string,
): Json | undefined {
  switch (name) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partitionOf(region);
    case 'AWS::URLSuffix':
      return urlSuffixOf(region);
    case 'AWS::StackName':
      return stack;
    case 'AWS::StackId':
      return `arn:${partitionOf(region)}:cloudformation:${region}:${account}:stack/${stack}/local`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return undefined;
    default:
      throw new UserError(`${stack}: the pseudo parameter ${name} is not emulated`);
  }
}

/** Tells whether a stack's template has a parameter. */
export function hasParameter({ template }: Stack, name: string): boolean {
  return Object.hasOwn(objectOf(template['Parameters']), name);
}

/**
 * Returns the default value of a parameter.
 *
 * @throws {UnresolvableError} when it has none, or is read from SSM
 */
export function parameterValue(stack: Stack, name: string): Json {
  const parameter = objectOf(ownMember(objectOf(stack.template['Parameters']), name));
  const value = parameter['Default'];
  const type = String(parameter['Type']);
  // The default of an SSM parameter is the name of the stored value.
  const isStored = type.startsWith('AWS::SSM::');
  if (value === undefined || isStored)
    throw new UnresolvableError(
      `${stack.name}: the parameter ${name} ${isStored ? 'is read from SSM' : 'has no default'}`,
      name,
    );
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return isList ? String(value).split(',') : value;
}
