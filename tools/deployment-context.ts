import { readFileSync } from 'node:fs';
import { isJsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { contextAssignment } from '../local/context-assignment.ts';

/** CDK context. */
export interface ContextValues {
  /** Returns a value by name; undefined if it is not set. */
  readonly value: (name: string) => unknown;
  readonly names: readonly string[];
}

/**
 * Returns CDK context as `cdk deploy` reads it: from the command line, else from "context" in cdk.json.
 * @param assignments `name=value` each; the last one of a name counts
 * @param cdkJson the path of cdk.json, which need not exist
 * @throws {UserError} for an invalid assignment, and if cdk.json cannot be read
 */
export function deploymentContext(assignments: readonly string[], cdkJson: string): ContextValues {
  const values = new Map([...contextOf(cdkJson), ...assignments.map(contextAssignment)]);
  return { value: (name) => values.get(name), names: [...values.keys()] };
}

function contextOf(cdkJson: string): readonly (readonly [string, unknown])[] {
  let project: unknown;
  try {
    project = JSON.parse(readFileSync(cdkJson, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UserError(`${cdkJson} cannot be read: ${(error as Error).message}`);
  }
  const context = isJsonObject(project) ? project['context'] : undefined;
  return isJsonObject(context) ? Object.entries(context) : [];
}
