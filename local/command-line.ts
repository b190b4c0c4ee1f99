import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UserError } from 'local-gateway/user-error';

/**
 * Parses a command line; returns the options by name. `--help` is always allowed, and so is a negative
 * number as a separate argument: `--expires-in -60`.
 *
 * @throws {UserError} for an unknown option, a missing value, and a positional argument
 */
export function commandLine<const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  known: T,
) {
  const options = { ...known, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: joinNegativeNumbers(args), options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new UserError(`${shortMessage(error.message)}: the options are ${names.join(', ')}`);
  }
}

/** Removes Node's advice on positional arguments from its message. */
function shortMessage(message: string): string {
  const [option] = /--[\w-]+/.exec(message) ?? [];
  if (/argument (missing|is ambiguous)/.test(message)) return `${option} needs a value`;
  return message.split(/\.\s/, 1)[0] ?? message;
}

/** Turns `--name -60` into `--name=-60`: parseArgs would read the number as another option. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined.at(-1);
    if (/^-\d/.test(arg) && previous !== undefined && /^--[^=]+$/.test(previous)) {
      joined[joined.length - 1] = `${previous}=${arg}`;
    } else joined.push(arg);
  }
  return joined;
}
