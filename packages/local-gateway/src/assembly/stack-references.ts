import { isJsonObject, type Json, type JsonObject, objectOf, ownMember } from '../json.ts';
import { UserError } from '../user-error.ts';
import type { Stack } from './cloud-assembly.ts';
import { type References, resolve, type StackOutput } from './intrinsics.ts';
import {
  attributeOf,
  type ResourceIdentity,
  refOf,
  UnresolvableError,
} from './resource-identity.ts';
import { hasParameter, parameterValue, pseudoParameter } from './stack-parameters.ts';

/** Returns the stand-in for a value that exists on AWS only, or throws. */
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
  const section = (name: string): JsonObject => objectOf(stack.template[name]);
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
      return orUnknown(() =>
        hasParameter(stack, name)
          ? parameterValue(stack, name)
          : refOf(resourceIdentity(stack, name, references)),
      );
    },
    attribute: (logicalId, attribute) =>
      orUnknown(() => attributeOf(resourceIdentity(stack, logicalId, references), attribute)),
    condition: (name) => {
      const condition = ownMember(section('Conditions'), name);
      if (condition === undefined)
        throw new UserError(`${stack.name}: the template has no condition ${name}`);
      return resolve(condition, references) === true;
    },
    mapping: (map, topKey, secondKey) => {
      const value = ownMember(
        objectOf(ownMember(objectOf(ownMember(section('Mappings'), map)), topKey)),
        secondKey,
      );
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
  const resource = ownMember(objectOf(stack.template['Resources']), logicalId);
  if (!isJsonObject(resource))
    throw new UserError(`${stack.name}: the template has no resource ${logicalId}`);
  return {
    stack: stack.name,
    account: stack.account,
    region: stack.region,
    logicalId,
    type: String(resource['Type']),
    property: (name) => {
      const value = ownMember(objectOf(resource['Properties']), name);
      return value === undefined ? undefined : resolve(value, references);
    },
  };
}

function madeUpValue(error: UnresolvableError): Json {
  if (error.madeUp === undefined) throw error;
  return error.madeUp;
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
    for (const output of Object.values(objectOf(stack.template['Outputs']))) {
      if (!isJsonObject(output)) continue;
      const name = objectOf(output['Export'])['Name'];
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
  const output = stack && ownMember(objectOf(stack.template['Outputs']), outputName);
  if (stack === undefined || !isJsonObject(output))
    throw new UnresolvableError(
      `no stack ${stackName} of the assembly in ${region} has the output ${outputName}`,
      `${stackName}.${outputName}`,
    );
  return [stack, output];
}
