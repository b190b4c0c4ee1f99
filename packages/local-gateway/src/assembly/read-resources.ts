import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { UserError } from '../user-error.ts';
import type { Stack } from './cloud-assembly.ts';
import { type References, resolve } from './intrinsics.ts';
import { type Resource, resourceError } from './resource.ts';
import { physicalId, UnresolvableError } from './resource-identity.ts';
import { resourceIdentity, stackReferences } from './stack-references.ts';
import { ignoredTypes, supportedProperties } from './supported-properties.ts';

/**
 * The resources of all stacks that take part in answering requests, properties resolved.
 *
 * @param note told what could not be resolved and is stood in for, one line each
 * @throws {UserError} for a type, property or reference that might change an answer and is not
 * emulated.
 */
export function readResources(
  stacks: readonly Stack[],
  note: (line: string) => void,
): readonly Resource[] {
  return stacks.flatMap((stack) => {
    if (stack.template['Transform'] !== undefined)
      throw new UserError(`${stack.name}: transforms (SAM, macros) are not emulated`);
    const references = stackReferences(stack, stacks);
    const resources = stack.template['Resources'];
    return Object.entries(isJsonObject(resources) ? resources : {}).flatMap(([id, raw]) =>
      isJsonObject(raw) ? readResource(stack, id, raw, references, note) : [],
    );
  });
}

function readResource(
  stack: Stack,
  logicalId: string,
  raw: JsonObject,
  references: References,
  note: (line: string) => void,
): Resource[] {
  const type = String(raw['Type']);
  const known = supportedProperties[type];
  if (!takesPart(type)) return [];
  const condition = raw['Condition'];
  if (typeof condition === 'string' && !references.condition(condition)) return [];
  const parts = resourceIdentity(stack, logicalId, references);
  const { account, region } = parts;
  const title = titleOf(raw, logicalId);
  const bare = { stack: stack.name, account, region, logicalId, type, title };
  const resource = { ...bare, id: physicalId(parts), properties: {}, problems: [] };
  if (known === undefined) throw resourceError(resource, 'this type is not emulated');
  const declared = Object.entries(isJsonObject(raw['Properties']) ? raw['Properties'] : {});
  const problems: string[] = [];
  const properties = declared.flatMap(([name, value]): [string, Json][] => {
    if (known.ignored.includes(name) || value === undefined) return [];
    if (!known.read.includes(name)) problems.push(`${name} is not emulated`);
    const lenient =
      name === 'Environment' ? withPlaceholders(references, resource, note) : references;
    const resolved = attempt(
      () => resolve(value, lenient),
      (message) => {
        problems.push(`${name}: ${message}`);
      },
    );
    return resolved === undefined ? [] : [[name, resolved]];
  });
  const [problem] = problems;
  // A function is judged when a route needs it: what else a stack runs is no concern of ours. Of a
  // permission that cannot be read, nothing is granted.
  if (problem !== undefined && !type.startsWith('AWS::Lambda::'))
    throw resourceError(resource, problem);
  return [{ ...resource, properties: Object.fromEntries(properties), problems }];
}

function takesPart(type: string): boolean {
  if (supportedProperties[type] !== undefined) return true;
  return /^AWS::(ApiGateway|ApiGatewayV2|Serverless|CloudFormation::Stack)\b/.test(type)
    ? !ignoredTypes.has(type)
    : false;
}

function attempt(
  value: () => Json | undefined,
  complain: (message: string) => void,
): Json | undefined {
  try {
    return value();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    complain(error.message);
    return undefined;
  }
}

/** What only AWS knows may be named in an environment: the function is told so in its place. */
function withPlaceholders(
  references: References,
  resource: Resource,
  note: (line: string) => void,
): References {
  const placeholder = (what: string, value: () => Json | undefined): Json | undefined => {
    try {
      return value();
    } catch (error) {
      if (!(error instanceof UnresolvableError)) throw error;
      note(`${resource.title}: ${what} is known on AWS only; its environment says so in its place`);
      return `known-on-AWS-only:${what}`;
    }
  };
  return {
    ...references,
    ref: (name) => placeholder(name, () => references.ref(name)),
    attribute: (id, name) =>
      placeholder(`${id}.${name}`, () => references.attribute(id, name)) ?? null,
    importedValue: (name) => placeholder(name, () => references.importedValue(name)) ?? null,
  };
}

function titleOf(raw: JsonObject, logicalId: string): string {
  const path = isJsonObject(raw['Metadata']) ? raw['Metadata']['aws:cdk:path'] : undefined;
  if (typeof path !== 'string') return logicalId;
  const [, ...names] = path.split('/').filter((name) => name !== 'Resource');
  return names.join('/') || logicalId;
}
