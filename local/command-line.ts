import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UserError } from 'local-gateway/user-error';

/**
 * The values of the options on a command line, by name; `--help` is always among them. A negative
 * number may follow its option as a word of its own: `--expires-in -60`.
 *
 * @throws {UserError} for an option that is unknown or lacks its value, and for stray words
 */
export function commandLine<const T extends ParseArgsOptionsConfig>(
  words: readonly string[],
  known: T,
) {
  const options = { ...known, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: joinNegativeNumbers(words), options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new UserError(`${complaint(error.message)}: the options are ${names.join(', ')}`);
  }
}

/** Node's message without its advice, which is about positional arguments and does not fit here. */
function complaint(message: string): string {
  const [option] = /--[\w-]+/.exec(message) ?? [];
  if (/argument (missing|is ambiguous)/.test(message)) return `${option} needs a value`;
  return message.split(/\.\s/, 1)[0] ?? message;
}

/** `--name -60` as `--name=-60`, for Node takes the number for another option otherwise. */
function joinNegativeNumbers(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (/^-\d/.test(word) && before !== undefined && /^--[^=]+$/.test(before)) {
      joined[joined.length - 1] = `${before}=${word}`;
    } else joined.push(word);
  }
  return joined;
}
