import { UsageError, UserError } from './user-error.ts';

/**
 * Runs a command. Prints a {@link UserError} as its message, any other error with its stack trace.
 * The exit status is then 2 for a {@link UsageError}, otherwise 1.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
