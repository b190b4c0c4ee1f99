import { UserError } from './user-error.ts';

/**
 * Runs a command to its end. A {@link UserError} is shown as it reads, any other failure with its
 * stack; both make the exit status 1.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  }
}
