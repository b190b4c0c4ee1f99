/**
 * The folder that a command was typed in, which paths on its command line start from: npm runs its
 * scripts in the project's folder, and tells where it was called.
 *
 * @param script the npm script that runs the command
 */
export function callersFolder(environment: NodeJS.ProcessEnv, script: string): string {
  const byNpm = environment['npm_lifecycle_event'] === script;
  return (byNpm ? environment['INIT_CWD'] : undefined) ?? process.cwd();
}
