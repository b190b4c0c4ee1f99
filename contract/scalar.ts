/** A claim's value that a policy can require, and a context can hold. */
export type Scalar = string | number | boolean;

/** Returns whether a value is a text, a finite number or a boolean. */
export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
