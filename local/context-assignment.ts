import { UserError } from 'local-gateway/user-error';

/** The option for CDK context, as `cdk` has it: `-c` or `--context`, repeatable. */
export const contextOption = {
  context: { type: 'string', short: 'c', multiple: true },
} as const;

/**
 * Parses `name=value` of CDK context; the value is everything after the first `=`.
 *
 * @throws {UserError} without a name or `=`, and for a name that the CDK reserves
 */
export function contextAssignment(assignment: string): readonly [string, string] {
  const index = assignment.indexOf('=');
  // The CDK only prints a warning and ignores the setting.
  if (index < 1) throw new UserError(`-c ${JSON.stringify(assignment)}: it must be name=value`);
  const name = assignment.slice(0, index);
  if (name.startsWith('aws:')) {
    throw new UserError(`-c ${JSON.stringify(name)}: the CDK reserves names that start with aws:`);
  }
  return [name, assignment.slice(index + 1)];
}
