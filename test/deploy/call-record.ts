import type { AwsCall } from './aws-call.ts';

/**
 * The calls as people read them: a line for each kind, in the order in which the first of it came.
 * Assets go up side by side, so how often and in which order they are asked for is left to chance.
 *
 * @param stack the name that stands as "the stack", for it is a setting
 */
export function callRecord(calls: readonly AwsCall[], stack: string): string {
  const lines = calls.map(({ service, action, parameters }) =>
    [`${service}.${action}`, subject(parameters).replace(stack, 'the stack')].join(' ').trim(),
  );
  return `${Array.from(new Set(lines)).join('\n')}\n`;
}

/** What a call is about. */
function subject(parameters: Readonly<Record<string, string>>): string {
  const { RoleArn, Name, Bucket, Key, prefix, StackName } = parameters;
  if (Bucket !== undefined) return Key || prefix ? 'an asset' : Bucket;
  const named = StackName ?? RoleArn ?? Name ?? '';
  // arn:…:stack/<name>/<id>, arn:…:role/<name>
  return named.startsWith('arn:') ? (named.split('/')[1] ?? '') : named;
}
