import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { UserError } from '../user-error.ts';
import type { Stack } from './cloud-assembly.ts';
import { type References, resolve } from './intrinsics.ts';
import { type Resource, resourceError } from './resource.ts';
import { physicalId, UnresolvableError } from './resource-identity.ts';
import { resourceIdentity, stackReferences } from './stack-references.ts';
import {
  ignoredTypes,
  type SupportedProperties,
  supportedProperties,
} from './supported-properties.ts';

/**
 * Reads the resources that have an effect on responses, with their properties resolved.
 *
 * @param warn called with a line for each value that exists on AWS only
 * @throws {UserError} for a type, property or reference that might change a response and is not
 * emulated
 */
export function readResources(
  stacks: readonly Stack[],
  warn: (line: string) => void,
): readonly Resource[] {
  return stacks.flatMap((stack) => {
    if (stack.template['Transform'] !== undefined)
      throw new UserError(`${stack.name}: transforms (SAM, macros) are not emulated`);
    const references = stackReferences(stack, stacks);
    const resources = stack.template['Resources'];
    return Object.entries(isJsonObject(resources) ? resources : {}).flatMap(([id, raw]) =>
      isJsonObject(raw) ? readResource(stack, id, raw, references, warn) : [],
    );
  });
}

function readResource(
  stack: Stack,
  logicalId: string,
  raw: JsonObject,
  references: References,
  warn: (line: string) => void,
): Resource[] {
  const type = String(raw['Type']);
  const known = supportedProperties[type];
  if (!affectsResponses(type)) return [];
  const condition = raw['Condition'];
  if (typeof condition === 'string' && !references.condition(condition)) return [];
  const identity = resourceIdentity(stack, logicalId, references);
  const { account, region } = identity;
  const names = {
    stack: stack.name,
    account,
    region,
    logicalId,
    type,
    title: titleOf(raw, logicalId),
  };
  const resource = { ...names, id: physicalId(identity), properties: {}, problems: [] };
  if (known === undefined) throw resourceError(resource, 'this type is not emulated');
  const { properties, problems } = readProperties(raw['Properties'], known, (name) =>
    name === 'Environment' ? withPlaceholders(references, resource, warn) : references,
  );
  const [problem] = problems;
  // A function's problems matter when a route invokes it; a malformed permission grants nothing.
  if (problem !== undefined && !type.startsWith('AWS::Lambda::'))
    throw resourceError(resource, problem);
  return [{ ...resource, properties, problems }];
}

function readProperties(
  declared: Json | undefined,
  known: SupportedProperties,
  referencesOf: (property: string) => References,
): Pick<Resource, 'properties' | 'problems'> {
  const properties: Record<string, Json> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(isJsonObject(declared) ? declared : {})) {
    if (known.ignored.includes(name) || value === undefined) continue;
    if (!known.read.includes(name)) problems.push(`${name} is not emulated`);
    try {
      const resolved = resolve(value, referencesOf(name));
      if (resolved !== undefined) properties[name] = resolved;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(`${name}: ${error.message}`);
    }
  }
  return { properties, problems };
}

function affectsResponses(type: string): boolean {
  if (supportedProperties[type] !== undefined) return true;
  return /^AWS::(ApiGateway|ApiGatewayV2|Serverless|CloudFormation::Stack)\b/.test(type)
    ? !ignoredTypes.has(type)
    : false;
}

/** Replaces values that exist on AWS only in a function's environment. */
function withPlaceholders(
  references: References,
  resource: Resource,
  warn: (line: string) => void,
): References {
  const resolved = (name: string, value: () => Json | undefined): Json | undefined => {
    try {
      return value();
    } catch (error) {
      if (!(error instanceof UnresolvableError)) throw error;
      const placeholder = `known-on-AWS-only:${name}`;
      warn(`${resource.title}: ${name} exists on AWS only; its environment has ${placeholder}`);
      return placeholder;
    }
  };
  return {
    ...references,
    ref: (name) => resolved(name, () => references.ref(name)),
    attribute: (id, name) =>
      resolved(`${id}.${name}`, () => references.attribute(id, name)) ?? null,
    importedValue: (name) => resolved(name, () => references.importedValue(name)) ?? null,
  };
}

function titleOf(raw: JsonObject, logicalId: string): string {
  const path = isJsonObject(raw['Metadata']) ? raw['Metadata']['aws:cdk:path'] : undefined;
  if (typeof path !== 'string') return logicalId;
  const [, ...names] = path.split('/').filter((name) => name !== 'Resource');
  return names.join('/') || logicalId;
}
