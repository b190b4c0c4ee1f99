import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { UserError } from '../user-error.ts';
import type { Stack } from './cloud-assembly.ts';

/** A resource of the assembly, with its properties resolved. */
export interface Resource {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  /** Its `Ref`. */
  readonly id: string;
  /** Its CDK path without the stack and `Resource`, or its logical id. */
  readonly title: string;
  readonly properties: JsonObject;
  /** What about it is not emulated. */
  readonly problems: readonly string[];
}

/** Returns an error that names a resource by stack, logical id and type. */
export function resourceError(resource: Resource, problem: string): UserError {
  return new UserError(
    `${resource.stack.name}/${resource.logicalId} (${resource.type}): ${problem}`,
  );
}

/** Returns a string property; undefined when absent. */
export function text(resource: Resource, name: string): string | undefined {
  const value = resource.properties[name];
  if (value === undefined || typeof value === 'string') return value;
  throw resourceError(resource, `${name} is not a string`);
}

/** Returns a required string property. */
export function requiredText(resource: Resource, name: string): string {
  const value = text(resource, name);
  if (value === undefined) throw resourceError(resource, `${name} is missing`);
  return value;
}

/** Returns an integer property; CloudFormation accepts strings too. */
export function wholeNumber(resource: Resource, name: string): number | undefined {
  const value = resource.properties[name];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw resourceError(resource, `${name} is not an integer`);
  return number;
}

/** Returns a boolean property, false when absent; CloudFormation accepts strings too. */
export function flag(resource: Resource, name: string): boolean {
  const value = resource.properties[name];
  if (value === undefined || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw resourceError(resource, `${name} is not a boolean`);
}

/** Returns a property that is a list of strings; empty when absent. */
export function texts(resource: Resource, name: string): readonly string[] {
  const value = resource.properties[name] ?? [];
  if (!Array.isArray(value)) throw resourceError(resource, `${name} is not a list`);
  return value.map((item: Json) => {
    if (typeof item !== 'string') throw resourceError(resource, `${name} is not a list of strings`);
    return item;
  });
}

/** Returns a property that is an object; empty when absent. */
export function object(resource: Resource, name: string): JsonObject {
  const value = resource.properties[name] ?? {};
  if (!isJsonObject(value)) throw resourceError(resource, `${name} is not an object`);
  return value;
}

/** Returns a property that maps names to strings; converts numbers and booleans. */
export function textMap(resource: Resource, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(object(resource, name)).map(([key, value]) => {
      if (typeof value === 'object' || value === undefined)
        throw resourceError(resource, `${name}.${key} is not a string`);
      return [key, String(value)];
    }),
  );
}

/** Throws if something about a resource is not emulated. */
export function rejectProblems(resource: Resource): void {
  const [problem] = resource.problems;
  if (problem !== undefined) throw resourceError(resource, problem);
}

/** Throws if a property that is not emulated has a value. */
export function rejectUnsupported(resource: Resource, name: string): void {
  const value = resource.properties[name];
  const isOff = value === undefined || value === false || value === 'false';
  const isEmpty = Array.isArray(value) && value.length === 0;
  if (!isOff && !isEmpty) throw resourceError(resource, `${name} is not emulated`);
}
