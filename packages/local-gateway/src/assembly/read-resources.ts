import { isJsonObject, type Json, type JsonObject, objectOf } from '../json.ts';
import type { Stack } from './cloud-assembly.ts';
import { ifUnsupported } from './if-unsupported.ts';
import { type References, resolve } from './intrinsics.ts';
import type { Resource } from './resource.ts';
import { refOf } from './resource-identity.ts';
import { resourceIdentity, stackReferences } from './stack-references.ts';
import { standInFor } from './stand-in.ts';
import { affectsResponses, supportedProperties } from './supported-properties.ts';

/**
 * Reads the resources that have an effect on responses, with their properties resolved. A type,
 * property or reference that might change a response and is not emulated is a problem of its
 * resource.
 */
export function readResources(stacks: readonly Stack[]): readonly Resource[] {
  return stacks.flatMap((stack) => {
    const references = stackReferences(stack, stacks);
    const inEnvironment = stackReferences(stack, stacks, standInFor);
    return Object.entries(objectOf(stack.template['Resources'])).flatMap(([id, raw]) =>
      isJsonObject(raw) && affectsResponses(String(raw['Type']))
        ? readResource(stack, id, raw, { references, inEnvironment })
        : [],
    );
  });
}

interface StackReferences {
  readonly references: References;
  /** Those of a function's environment, with stand-ins for values that exist on AWS only. */
  readonly inEnvironment: References;
}

function readResource(
  stack: Stack,
  logicalId: string,
  raw: JsonObject,
  { references, inEnvironment }: StackReferences,
): Resource[] {
  const { Type, Condition: name } = raw;
  const problems: string[] = [];
  if (stack.template['Transform'] !== undefined)
    problems.push('transforms of its stack (SAM, macros) are not emulated');
  const problem = (reason: string): undefined => void problems.push(reason);
  const isDeployed = (): boolean => typeof name !== 'string' || references.condition(name);
  if (ifUnsupported(isDeployed, problem) === false) return [];
  const type = String(Type);
  const known = supportedProperties[type];
  if (known === undefined) problem('this type is not emulated');
  const properties: Record<string, Json> = {};
  for (const [name, value] of Object.entries(objectOf(raw['Properties']))) {
    if (known?.ignored.includes(name) || value === undefined) continue;
    if (known?.read.includes(name) === false) problem(`${name} is not emulated`);
    const resolved = ifUnsupported(
      () => resolve(value, name === 'Environment' ? inEnvironment : references),
      (reason) => problem(`${name}: ${reason}`),
    );
    if (resolved !== undefined) properties[name] = resolved;
  }
  const identity = resourceIdentity(stack, logicalId, references);
  const id = ifUnsupported(() => refOf(identity), problem) ?? logicalId;
  const title = titleOf(raw, logicalId);
  return [{ stack, logicalId, type, id, title, properties, problems }];
}

function titleOf(raw: JsonObject, logicalId: string): string {
  const path = objectOf(raw['Metadata'])['aws:cdk:path'];
  if (typeof path !== 'string') return logicalId;
  const [, ...names] = path.split('/').filter((name) => name !== 'Resource');
  return names.join('/') || logicalId;
}
