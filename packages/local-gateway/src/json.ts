/** Any value a JSON text can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; an absent member reads as undefined. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** Whether a value is a JSON object: neither null, an array nor a scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
