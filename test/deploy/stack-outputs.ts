import { resolve } from 'local-gateway/assembly/intrinsics';
import { stackReferences } from 'local-gateway/assembly/stack-references';
import type { Json } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { account, region } from './test-account.ts';

/**
 * Returns a stack's outputs by id, with the local gateway's resource ids.
 *
 * @param template as passed to CloudFormation; one that is not JSON has no outputs here
 */
export function stackOutputs(name: string, template: string): ReadonlyMap<string, string> {
  if (!template.startsWith('{')) return new Map();
  const parsed = JSON.parse(template);
  const place = { artifact: name, account, region, assets: new Map(), folder: '' };
  const stack = { name, template: parsed, ...place };
  const references = stackReferences(stack, []);
  const outputs = Object.entries<{ Value: Json }>(parsed.Outputs ?? {});
  return new Map(
    outputs.map(([id, { Value }]) => [id, knownHere(() => String(resolve(Value, references)))]),
  );
}

function knownHere(value: () => string): string {
  try {
    return value();
  } catch (error) {
    if (error instanceof UserError) return 'known-on-AWS-only';
    throw error;
  }
}
