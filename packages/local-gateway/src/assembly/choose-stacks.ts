import { UserError } from '../user-error.ts';
import type { Stack } from './cloud-assembly.ts';

/** The stacks whose APIs are served, and those that their references can lead to. */
export interface ChosenStacks {
  readonly chosen: readonly Stack[];
  readonly assembly: readonly Stack[];
}

/**
 * Chooses stacks by their names or artifact ids.
 *
 * @param names empty: every stack
 * @throws {UserError} for a name that no stack has, or when two chosen stacks cannot be told apart
 */
export function chooseStacks(stacks: readonly Stack[], names: readonly string[]): ChosenStacks {
  const chosen = stacks.filter(
    ({ name, artifact }) => names.length === 0 || names.includes(name) || names.includes(artifact),
  );
  const known = stacks.flatMap(({ name, artifact }) => [name, artifact]);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const all = stacks.map(({ artifact }) => artifact).join(', ') || 'none';
    throw new UserError(`the assembly has no stack ${JSON.stringify(unknown)} (stacks: ${all})`);
  }
  for (const [index, stack] of chosen.entries()) {
    const twin = chosen.slice(0, index).find((other) => isTwin(stack, other));
    if (twin !== undefined)
      throw new UserError(
        `the stacks ${twin.artifact} and ${stack.artifact} have the same name, account and region: ` +
          'choose one of them with --stack',
      );
  }
  const isHidden = (stack: Stack): boolean =>
    !chosen.includes(stack) && chosen.some((other) => isTwin(stack, other));
  return { chosen, assembly: stacks.filter((stack) => !isHidden(stack)) };
}

function isTwin(one: Stack, other: Stack): boolean {
  return one.name === other.name && one.account === other.account && one.region === other.region;
}
