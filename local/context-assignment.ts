import { UserError } from 'local-gateway/user-error';

/** The option that gives context on a command line, as the CDK's own does: `-c` or `--context`, again for another. */
export const contextOption = {
  context: { type: 'string', short: 'c', multiple: true },
} as const;

/**
 * Gives the name and the value of one piece of CDK context.
 * @param assignment `name=value`, the value all that follows the first `=`
 * @throws {UserError} for one without `=` or name, and for a name that the CDK keeps for itself
 */
export function contextAssignment(assignment: string): readonly [string, string] {
  const at = assignment.indexOf('=');
  // The CDK only warns of it, and goes on without a setting that somebody meant to give.
  if (at < 1) {
    throw new UserError(`-c ${JSON.stringify(assignment)}: it must be name=value`);
  }
  const name = assignment.slice(0, at);
  if (name.startsWith('aws:')) {
    throw new UserError(
      `-c ${JSON.stringify(name)}: the CDK keeps names that start with aws: for itself`,
    );
  }
  return [name, assignment.slice(at + 1)];
}
