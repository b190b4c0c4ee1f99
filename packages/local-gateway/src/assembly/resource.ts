import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { UserError } from '../user-error.ts';

/** A resource of the assembly that takes part in answering requests, its properties resolved. */
export interface Resource {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  /** What `Ref` gives for it. */
  readonly id: string;
  /** A name for people: its CDK path without stack and `Resource`, or its logical id. */
  readonly title: string;
  readonly properties: JsonObject;
  /** Why it cannot be emulated; empty when it can. */
  readonly problems: readonly string[];
}

/** A problem with a resource, named by stack, logical id and type. */
export function resourceError(resource: Resource, problem: string): UserError {
  return new UserError(`${resource.stack}/${resource.logicalId} (${resource.type}): ${problem}`);
}

/** A property that is a text; undefined when absent. */
export function text(resource: Resource, name: string): string | undefined {
  const value = resource.properties[name];
  if (value === undefined || typeof value === 'string') return value;
  throw resourceError(resource, `${name} is not a text`);
}

/** A property that must be there and a text. */
export function requiredText(resource: Resource, name: string): string {
  const value = text(resource, name);
  if (value === undefined) throw resourceError(resource, `${name} is missing`);
  return value;
}

/** A property that is a whole number, which CloudFormation also takes as text. */
export function wholeNumber(resource: Resource, name: string): number | undefined {
  const value = resource.properties[name];
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw resourceError(resource, `${name} is not a whole number`);
  return number;
}

/** A property that is a boolean, which CloudFormation also takes as text; false when absent. */
export function flag(resource: Resource, name: string): boolean {
  const value = resource.properties[name];
  if (value === undefined || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw resourceError(resource, `${name} is neither true nor false`);
}

/** A property that is a list of texts; empty when absent. */
export function texts(resource: Resource, name: string): readonly string[] {
  const value = resource.properties[name] ?? [];
  if (!Array.isArray(value)) throw resourceError(resource, `${name} is not a list`);
  return value.map((item: Json) => {
    if (typeof item !== 'string') throw resourceError(resource, `${name} holds more than texts`);
    return item;
  });
}

/** A property that is an object; empty when absent. */
export function object(resource: Resource, name: string): JsonObject {
  const value = resource.properties[name] ?? {};
  if (!isJsonObject(value)) throw resourceError(resource, `${name} is not an object`);
  return value;
}

/** A property that maps names to texts; numbers and booleans become texts. */
export function textMap(resource: Resource, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(object(resource, name)).map(([key, value]) => {
      if (typeof value === 'object' || value === undefined)
        throw resourceError(resource, `${name}.${key} is not a text`);
      return [key, String(value)];
    }),
  );
}

/** Refuses a property that would change an answer and is not emulated. */
export function rejectUnsupported(resource: Resource, name: string): void {
  const value = resource.properties[name];
  const nothing = value === undefined || value === false || value === 'false';
  const empty = Array.isArray(value) && value.length === 0;
  if (!nothing && !empty) throw resourceError(resource, `${name} is not emulated`);
}
