import type { UnknownValue } from './stack-references.ts';

const prefix = 'known-on-AWS-only:';

/** Returns the marked stand-in for a value in a function's environment that exists on AWS only. */
export const standInFor: UnknownValue = ({ valueName }) => prefix + valueName;

/**
 * Replaces dynamic references, such as `{{resolve:secretsmanager:…}}`, by stand-ins.
 *
 * @see CloudFormation, "Get values stored in other services using dynamic references"
 */
export function withoutDynamicReferences(value: string): string {
  return value.replace(/\{\{resolve:([^{}]+)\}\}/g, (_, name: string) => prefix + name);
}

/** Tells whether a value is or contains a stand-in. */
export function hasStandIn(value: string): boolean {
  return value.includes(prefix);
}
