import { cp, mkdtemp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ownProject } from '../../local/synthesize.ts';

/** What `cdk deploy` reads of the project, besides its packages. */
const sources = [
  ...['bin', 'lib', 'contract', 'lambdas'],
  ...['cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'],
];

/**
 * Copies the project, so that a rehearsal may change code, and gives the copy's folder: one that Git
 * ignores. The packages are linked.
 */
export async function copyProject(name: string): Promise<string> {
  const copy = await mkdtemp(join(ownProject, `cdk.local-${name}-`));
  for (const source of sources)
    await cp(join(ownProject, source), join(copy, source), { recursive: true });
  // Windows lets anyone make a junction, but not a symbolic link.
  await symlink(join(ownProject, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}
