import { page } from './page.ts';

export interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

export interface Policy {
  readonly Statement: readonly Statement[];
}

/** Returns the IAM policy in the section of docs/permissions.md with this heading. */
export function policyIn(heading: string): Policy {
  const [, section = ''] = page('permissions').split(`\n## ${heading}\n`);
  const [, json] = /```json\n(\{\n {2}"Version".*?)```/s.exec(section) ?? [];
  if (json === undefined) throw new Error(`docs/permissions.md has no policy under ${heading}`);
  return JSON.parse(json);
}

/** Returns all actions that a policy allows, possibly with wildcards. */
export function actionsOf({ Statement }: Policy): readonly string[] {
  return Statement.flatMap(({ Action }) => Action);
}

/** Returns whether an action in a policy, possibly with wildcards, includes an action; IAM ignores case. */
export function includes(allowed: string, action: string): boolean {
  return new RegExp(`^${allowed.replaceAll('*', '.*')}$`, 'i').test(action);
}

/** Returns the actions that a policy does not allow, whatever its resources and conditions are. */
export function notAllowed(policy: Policy, actions: readonly string[]): readonly string[] {
  const allowed = actionsOf(policy);
  return actions.filter((action) => !allowed.some((one) => includes(one, action)));
}
