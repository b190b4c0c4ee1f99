import { type Resource, resourceError, text } from '../assembly/resource.ts';

/** The version of an event's form. */
export type PayloadFormat = '1.0' | '2.0';

/**
 * A property that holds a payload format.
 *
 * @throws {UserError} when it is neither 1.0 nor 2.0, or is absent and has no default.
 */
export function payloadFormat(
  resource: Resource,
  name: string,
  defaultValue: '1.0' | undefined,
): PayloadFormat {
  const value = text(resource, name) ?? defaultValue;
  if (value !== '1.0' && value !== '2.0')
    throw resourceError(resource, `${name} is not 1.0 or 2.0`);
  return value;
}
