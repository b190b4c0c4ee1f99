/**
 * Returns the folder in which a command was run: relative paths on its command line start there. npm
 * runs scripts in the project's folder and reports the original one in `INIT_CWD`.
 *
 * @param script the npm script that runs the command
 */
export function callersFolder(environment: NodeJS.ProcessEnv, script: string): string {
  const isNpmScript = environment['npm_lifecycle_event'] === script;
  return (isNpmScript ? environment['INIT_CWD'] : undefined) ?? process.cwd();
}
