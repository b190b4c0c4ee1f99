import { readFileSync } from 'node:fs';
import { isJsonObject } from '../local/json.ts';
import { Problem } from '../local/problem.ts';

/** The option that gives context on a command line, as the CDK's own does: `-c` or `--context`, again for another. */
export const contextOption = {
  context: { type: 'string', short: 'c', multiple: true },
} as const;

/** Context values by name, and the names of all that were given. */
export interface GivenContext {
  readonly value: (name: string) => unknown;
  readonly names: readonly string[];
}

/**
 * Gives context values as `cdk deploy` would: those of the command line, else those under "context"
 * in cdk.json.
 * @param assignments `name=value` each, the value all that follows the first `=`; the last of a name counts
 * @param cdkJson the path of cdk.json; a missing file is one without context
 * @throws {Problem} for an assignment without `=`, a name that the CDK keeps for itself, and a cdk.json
 *   that cannot be read
 */
export function deploymentContext(assignments: readonly string[], cdkJson: string): GivenContext {
  const given = new Map(assignments.map(nameAndValue));
  const below = contextOf(cdkJson);
  return {
    value: (name) => given.get(name) ?? below.get(name),
    names: [...new Set([...given.keys(), ...below.keys()])],
  };
}

function nameAndValue(assignment: string): [string, string] {
  const at = assignment.indexOf('=');
  // The CDK only warns of it, and goes on without a setting that somebody meant to give.
  if (at < 1) {
    throw new Problem(`-c ${JSON.stringify(assignment)}: it must be name=value`);
  }
  const name = assignment.slice(0, at);
  if (name.startsWith('aws:')) {
    throw new Problem(
      `-c ${JSON.stringify(name)}: the CDK keeps names that start with aws: for itself`,
    );
  }
  return [name, assignment.slice(at + 1)];
}

function contextOf(cdkJson: string): ReadonlyMap<string, unknown> {
  let project: unknown;
  try {
    project = JSON.parse(readFileSync(cdkJson, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw new Problem(`${cdkJson} cannot be read: ${(error as Error).message}`);
  }
  const context = isJsonObject(project) ? project['context'] : undefined;
  return new Map(isJsonObject(context) ? Object.entries(context) : []);
}
