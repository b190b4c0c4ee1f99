import type { AwsCall } from './aws-call.ts';

/**
 * Returns a readable record of calls: one line for each kind, in the order of the first call. Assets are
 * uploaded in parallel, so their number and order vary.
 *
 * @param stack the stack's name, recorded as "the stack"
 */
export function callRecord(calls: readonly AwsCall[], stack: string): string {
  const lines = calls.map(({ service, action, parameters }) =>
    [`${service}.${action}`, subject(parameters).replace(stack, 'the stack')].join(' ').trim(),
  );
  return `${Array.from(new Set(lines)).join('\n')}\n`;
}

/** Returns the resource that a call is about. */
function subject(parameters: Readonly<Record<string, string>>): string {
  const { RoleArn, Name, Bucket, Key, prefix, StackName } = parameters;
  if (Bucket !== undefined) return Key || prefix ? 'an asset' : Bucket;
  const named = StackName ?? RoleArn ?? Name ?? '';
  // arn:…:stack/<name>/<id>, arn:…:role/<name>
  return named.startsWith('arn:') ? (named.split('/')[1] ?? '') : named;
}
