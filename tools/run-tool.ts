import { UserError } from 'local-gateway/user-error';
import { RoutesError } from '../lib/api/routes-error.ts';

/** A tool's exit status: 0 passed, 1 failed, 2 unclear, or the input was invalid. */
export type ExitStatus = 0 | 1 | 2;

/**
 * Runs a tool with the arguments of the command line, and sets the exit status. Prints users' mistakes without
 * a stack trace.
 */
export async function runTool(
  tool: (words: readonly string[]) => Promise<ExitStatus>,
): Promise<void> {
  try {
    process.exitCode = await tool(process.argv.slice(2));
  } catch (error) {
    const isUserError = error instanceof UserError || error instanceof RoutesError;
    console.error(isUserError ? error.message : error);
    process.exitCode = 2;
  }
}
