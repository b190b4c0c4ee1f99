import { cp, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../../local/synthesize.ts';
import { fixtureHandlers, fixtureRoutes } from '../fixture-routes.ts';

/** What `cdk deploy` reads of the project, besides its packages. */
const sources = [
  ...['bin', 'lib', 'contract', 'lambdas'],
  ...['cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'],
];

/**
 * Copies the project into a folder that Git ignores, with linked packages and the fixture route table.
 * @returns the copy's folder
 */
export async function copyProject(name: string): Promise<string> {
  const copy = await mkdtemp(join(projectFolder, `cdk.local-${name}-`));
  for (const source of sources)
    await cp(join(projectFolder, source), join(copy, source), { recursive: true });
  await useFixtureRoutes(copy);
  // On Windows, anyone may create a junction, but not a symbolic link.
  await symlink(join(projectFolder, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

async function useFixtureRoutes(copy: string): Promise<void> {
  await writeFile(
    join(copy, 'lib/routes.ts'),
    `export const routes = ${JSON.stringify(fixtureRoutes)};\n`,
  );
  for (const handler of await readdir(fixtureHandlers)) {
    const code = await readFile(join(fixtureHandlers, handler, 'handler.ts'), 'utf8');
    await cp(join(fixtureHandlers, handler), join(copy, 'lambdas', handler), { recursive: true });
    // One folder fewer from there to contract/.
    await writeFile(
      join(copy, 'lambdas', handler, 'handler.ts'),
      code.replaceAll('../../../contract/', '../../contract/'),
    );
  }
}
