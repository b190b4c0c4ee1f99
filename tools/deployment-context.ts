import { readFileSync } from 'node:fs';
import { isJsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { contextAssignment } from '../local/context-assignment.ts';

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
 * @throws {UserError} for an assignment that is none, and a cdk.json that cannot be read
 */
export function deploymentContext(assignments: readonly string[], cdkJson: string): GivenContext {
  const given = new Map(assignments.map(contextAssignment));
  const below = contextOf(cdkJson);
  return {
    value: (name) => given.get(name) ?? below.get(name),
    names: [...new Set([...given.keys(), ...below.keys()])],
  };
}

function contextOf(cdkJson: string): ReadonlyMap<string, unknown> {
  let project: unknown;
  try {
    project = JSON.parse(readFileSync(cdkJson, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw new UserError(`${cdkJson} cannot be read: ${(error as Error).message}`);
  }
  const context = isJsonObject(project) ? project['context'] : undefined;
  return new Map(isJsonObject(context) ? Object.entries(context) : []);
}
