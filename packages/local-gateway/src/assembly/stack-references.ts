import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { UserError } from '../user-error.ts';
import { defaultAccount, defaultRegion, partitionOf, urlSuffixOf } from './aws-environment.ts';
import type { Stack } from './cloud-assembly.ts';
import { type References, resolve } from './intrinsics.ts';
import {
  attributeOf,
  physicalId,
  type ResourceIdentity,
  UnresolvableError,
} from './resource-identity.ts';

/** Returns the references of a stack; imported values come from the assembly's other stacks. */
export function stackReferences(stack: Stack, assembly: readonly Stack[]): References {
  const section = (name: string): JsonObject => memberObject(stack.template, name);
  const references: References = {
    ref: (name) => {
      if (name.startsWith('AWS::')) return pseudoParameter(stack, name);
      if (Object.hasOwn(section('Parameters'), name)) return parameterValue(stack, name);
      return physicalId(resourceIdentity(stack, name, references));
    },
    attribute: (logicalId, attribute) =>
      attributeOf(resourceIdentity(stack, logicalId, references), attribute),
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
    importedValue: (exportName) => exportedValue(exportName, assembly),
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
    account: stack.account ?? defaultAccount,
    region: stack.region ?? defaultRegion,
    logicalId,
    type: String(resource['Type']),
    property: (name) => {
      const value = own(memberObject(resource, 'Properties'), name);
      return value === undefined ? undefined : resolve(value, references);
    },
  };
}

function pseudoParameter(stack: Stack, name: string): Json | undefined {
  const region = stack.region ?? defaultRegion;
  const account = stack.account ?? defaultAccount;
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
      return stack.name;
    case 'AWS::StackId':
      return `arn:${partitionOf(region)}:cloudformation:${region}:${account}:stack/${stack.name}/local`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return undefined;
    default:
      throw new UserError(`${stack.name}: the pseudo parameter ${name} is not emulated`);
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
    );
  const isList = String(parameter['Type']).startsWith('List<');
  return parameter['Type'] === 'CommaDelimitedList' || isList ? String(value).split(',') : value;
}

function exportedValue(exportName: string, assembly: readonly Stack[]): Json {
  for (const stack of assembly) {
    const references = stackReferences(stack, assembly);
    for (const output of Object.values(memberObject(stack.template, 'Outputs'))) {
      if (!isJsonObject(output)) continue;
      const name = memberObject(output, 'Export')['Name'];
      if (name === undefined || resolve(name, references) !== exportName) continue;
      const value = resolve(output['Value'] ?? null, references);
      if (value !== undefined) return value;
    }
  }
  throw new UnresolvableError(`no stack of the assembly exports ${exportName}`);
}

function memberObject(object: JsonObject, name: string): JsonObject {
  const value = own(object, name);
  return isJsonObject(value) ? value : {};
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
