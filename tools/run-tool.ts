import { UserError } from 'local-gateway/user-error';

/** What a tool's exit status says: 0 all is well, 1 it is not, and that is certain, 2 it cannot be told. */
export type ExitStatus = 0 | 1 | 2;

/**
 * Runs a tool with the words of the command line to its end. Somebody's mistake, a {@link UserError}, is
 * shown as it reads, any other failure with its stack: nothing is known then.
 */
export async function runTool(
  tool: (words: readonly string[]) => Promise<ExitStatus>,
): Promise<void> {
  try {
    process.exitCode = await tool(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 2;
  }
}
