import { UserError } from '../user-error.ts';
import type { Resource } from './resource.ts';

/** An environment variable of a function, instead of the template's or in addition to it. */
export interface FunctionVariable {
  /** The function's logical id, its construct path within the stack, or its name. */
  readonly function: string;
  readonly name: string;
  readonly value: string;
}

/**
 * Parses `<function>.<variable>=<value>`. A function's construct path may contain dots.
 *
 * @throws {UserError} for text of another form
 */
export function functionVariable(assignment: string): FunctionVariable {
  const [, name, variable, value] = /^([^=]+)\.([A-Za-z]\w*)=(.*)$/s.exec(assignment) ?? [];
  if (name === undefined || variable === undefined || value === undefined)
    throw new UserError(
      `--env is ${JSON.stringify(assignment)}: it must be <function>.<variable>=<value>`,
    );
  return { function: name, name: variable, value };
}

/** Returns the variables that are given to a function. */
export function variablesFor(
  { logicalId, title, id }: Resource,
  given: readonly FunctionVariable[],
): Readonly<Record<string, string>> {
  const own = given.filter(({ function: name }) => [logicalId, title, id].includes(name));
  return Object.fromEntries(own.map(({ name, value }) => [name, value]));
}

/**
 * Checks that each variable has a function.
 *
 * @throws {UserError} naming the one that has none, and the functions that there are
 */
export function checkVariables(
  given: readonly FunctionVariable[],
  resources: readonly Resource[],
): void {
  const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  for (const variable of given) {
    const isUsed = functions.some((one) => variable.name in variablesFor(one, [variable]));
    if (isUsed) continue;
    const titles = functions.map(({ title }) => title).join(', ') || 'none';
    throw new UserError(
      `the variable ${variable.name} is for the function ${JSON.stringify(variable.function)}, ` +
        `which is not in the assembly (functions: ${titles})`,
    );
  }
}
