import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { UserError } from '../user-error.ts';
import { partitionOf, urlSuffixOf } from './aws-environment.ts';
import type { Stack } from './cloud-assembly.ts';
import { type References, resolve, type StackOutput } from './intrinsics.ts';
import {
  attributeOf,
  type ResourceIdentity,
  refOf,
  UnresolvableError,
} from './resource-identity.ts';

/** Returns what stands for a value that exists on AWS only, or throws. */
export type UnknownValue = (error: UnresolvableError) => Json;

/**
 * Returns the references of a stack; imported values and outputs come from the assembly's stacks.
 *
 * @param unknown called for each value that exists on AWS only. @default a made-up name or ARN
 */
export function stackReferences(
  stack: Stack,
  assembly: readonly Stack[],
  unknown: UnknownValue = madeUpValue,
): References {
  const section = (name: string): JsonObject => memberObject(stack.template, name);
  const orUnknown = <Value>(value: () => Value): Value | Json => {
    try {
      return value();
    } catch (error) {
      if (error instanceof UnresolvableError) return unknown(error);
      throw error;
    }
  };
  const outputValue = (other: Stack, output: JsonObject): Json =>
    resolve(output['Value'] ?? null, stackReferences(other, assembly, unknown)) ?? null;
  const references: References = {
    ref: (name) => {
      if (name.startsWith('AWS::')) return pseudoParameter(stack, name);
      const isParameter = Object.hasOwn(section('Parameters'), name);
      return orUnknown(() =>
        isParameter
          ? parameterValue(stack, name)
          : refOf(resourceIdentity(stack, name, references)),
      );
    },
    attribute: (logicalId, attribute) =>
      orUnknown(() => attributeOf(resourceIdentity(stack, logicalId, references), attribute)),
    condition: (name) => {
      const condition = own(section('Conditions'), name);
      if (condition === undefined)
        throw new UserError(`${stack.name}: the template has no condition ${name}`);
      return resolve(condition, references) === true;
    },
    mapping: (map, topKey, secondKey) => {
      const value = own(memberObject(memberObject(section('Mappings'), map), topKey), secondKey);
      if (value === undefined)
        throw new UserError(
          `${stack.name}: the template has no mapping ${map}.${topKey}.${secondKey}`,
        );
      return value;
    },
    importedValue: (exportName) =>
      orUnknown(() => outputValue(...exportingOutput(stack, exportName, assembly))),
    stackOutput: (output) => orUnknown(() => outputValue(...namedOutput(stack, output, assembly))),
  };
  return references;
}

/** Returns the identity of a resource of the stack. */
export function resourceIdentity(
  stack: Stack,
  logicalId: string,
  references: References,
): ResourceIdentity {
  const resource = own(memberObject(stack.template, 'Resources'), logicalId);
  if (!isJsonObject(resource))
    throw new UserError(`${stack.name}: the template has no resource ${logicalId}`);
  return {
    stack: stack.name,
    account: stack.account,
    region: stack.region,
    logicalId,
    type: String(resource['Type']),
    property: (name) => {
      const value = own(memberObject(resource, 'Properties'), name);
      return value === undefined ? undefined : resolve(value, references);
    },
  };
}

function madeUpValue(error: UnresolvableError): Json {
  if (error.madeUp === undefined) throw error;
  return error.madeUp;
}

function pseudoParameter({ name: stack, account, region }: Stack, name: string): Json | undefined {
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

function parameterValue(stack: Stack, name: string): Json {
  const parameter = memberObject(memberObject(stack.template, 'Parameters'), name);
  const value = parameter['Default'];
  // The default of an SSM parameter is the name of the stored value.
  const isStored = String(parameter['Type']).startsWith('AWS::SSM::');
  if (value === undefined || isStored)
    throw new UnresolvableError(
      `${stack.name}: the parameter ${name} ${isStored ? 'is read from SSM' : 'has no default'}`,
      name,
    );
  const isList = String(parameter['Type']).startsWith('List<');
  return parameter['Type'] === 'CommaDelimitedList' || isList ? String(value).split(',') : value;
}

/** Returns the output that exports a name, of a stack in the same account and region if there is one. */
function exportingOutput(
  { account, region }: Stack,
  exportName: string,
  assembly: readonly Stack[],
): [Stack, JsonObject] {
  const near = assembly.filter((other) => other.account === account && other.region === region);
  for (const stack of [...near, ...assembly]) {
    const references = stackReferences(stack, assembly);
    for (const output of Object.values(memberObject(stack.template, 'Outputs'))) {
      if (!isJsonObject(output)) continue;
      const name = memberObject(output, 'Export')['Name'];
      if (name !== undefined && resolve(name, references) === exportName) return [stack, output];
    }
  }
  throw new UnresolvableError(`no stack of the assembly exports ${exportName}`, exportName);
}

/** Returns an output of the stack with a name in an account and region, by default those of a stack. */
function namedOutput(
  from: Stack,
  { stackName, outputName, region = from.region, account = from.account }: StackOutput,
  assembly: readonly Stack[],
): [Stack, JsonObject] {
  const stack = assembly.find(
    (other) => other.name === stackName && other.region === region && other.account === account,
  );
  const output = stack && own(memberObject(stack.template, 'Outputs'), outputName);
  if (stack === undefined || !isJsonObject(output))
    throw new UnresolvableError(
      `no stack ${stackName} of the assembly in ${region} has the output ${outputName}`,
      `${stackName}.${outputName}`,
    );
  return [stack, output];
}

function memberObject(object: JsonObject, name: string): JsonObject {
  const value = own(object, name);
  return isJsonObject(value) ? value : {};
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
