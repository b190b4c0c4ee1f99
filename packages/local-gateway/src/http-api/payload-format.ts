import { type Resource, resourceError, text } from '../assembly/resource.ts';

export type PayloadFormat = '1.0' | '2.0';

/**
 * Returns a property that is a payload format version.
 *
 * @throws {UserError} when it is neither 1.0 nor 2.0, or absent without a default
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
