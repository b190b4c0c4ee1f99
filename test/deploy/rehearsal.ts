import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCloudAssembly, type Stack } from 'local-gateway/assembly/cloud-assembly';
import type { AwsCall } from './aws-call.ts';
import { copyProject } from './project-copy.ts';
import { startRecordingEndpoint } from './recording-endpoint.ts';
import type { RehearsedRun } from './rehearsed-run.ts';
import { runCdk } from './run-cdk.ts';

/** The life of a stack, from an empty account to an empty account. */
export interface Rehearsal extends StackLife {
  /** Every call of AWS. */
  readonly calls: readonly AwsCall[];
  /** Calls that the endpoint could not answer, as `service.Action`. */
  readonly unanswered: readonly string[];
  /** Hosts elsewhere that the CLI or the app tried to reach, one a line. */
  readonly strays: string;
}

interface StackLife {
  readonly bootstrap: RehearsedRun;
  readonly firstDeploy: RehearsedRun;
  readonly synthesized: Synthesized;
  readonly unchangedDeploy: RehearsedRun;
  /** After the code of the public handler has changed, and no other. */
  readonly diffOfChange: RehearsedRun;
  /** Of that change, while CloudFormation refuses it. */
  readonly refusedDeploy: RehearsedRun;
  /** Of that change, when CloudFormation does not refuse it any more. */
  readonly changedDeploy: RehearsedRun;
  readonly diffAfterwards: RehearsedRun;
  readonly destroy: RehearsedRun;
}

/** What was synthesized for the first deploy. */
export interface Synthesized {
  readonly stack: Stack;
  /** The files of each function's bundle, by the asset's object key and the file's name. */
  readonly bundles: ReadonlyMap<string, ReadonlyMap<string, Buffer>>;
}

/** Why CloudFormation refuses, when it does. */
export const refusalReason = 'Resource handler returned message: "rehearsed failure"';

/** Goes through the life of a stack of this flavour by the project's own CLI, in a copy of the project. */
export async function rehearse(api: 'http' | 'rest'): Promise<Rehearsal> {
  const project = await copyProject(`deploy-${api}`);
  const endpoint = await startRecordingEndpoint();
  const straysFile = join(project, 'strays');
  await writeFile(straysFile, '');
  const cdk = async (...words: string[]): Promise<RehearsedRun> => {
    const before = endpoint.calls.length;
    const run = await runCdk({ project, endpoint: endpoint.url, straysFile }, words);
    return { ...run, calls: endpoint.calls.slice(before) };
  };
  try {
    const life = await goThrough(api, project, cdk, endpoint.refuseNextChange);
    const { calls, unanswered } = endpoint;
    return { ...life, calls, unanswered, strays: await readFile(straysFile, 'utf8') };
  } finally {
    await endpoint.close();
    await rm(project, { recursive: true });
  }
}

async function goThrough(
  api: string,
  project: string,
  cdk: (...words: string[]) => Promise<RehearsedRun>,
  refuseNextChange: (reason: string) => void,
): Promise<StackLife> {
  const issuer = 'https://example.zuplo.app/__zuplo/issuer';
  const settings = ['-c', `api=${api}`, '-c', `issuer=${issuer}`, '-c', 'audience=your-audience'];
  // What was synthesized last, which saves the time to do it again.
  const asSynthesized = ['--app', 'cdk.out'];

  const bootstrap = await cdk('bootstrap', ...settings);
  const firstDeploy = await cdk('deploy', ...settings);
  const synthesized = await readSynthesized(join(project, 'cdk.out'));
  const unchangedDeploy = await cdk('deploy', ...settings);
  await appendFile(join(project, 'lambdas/public/handler.ts'), "\nconsole.log('changed');\n");
  const diffOfChange = await cdk('diff', ...settings);
  refuseNextChange(refusalReason);
  const refusedDeploy = await cdk('deploy', ...asSynthesized);
  const changedDeploy = await cdk('deploy', ...asSynthesized);
  const diffAfterwards = await cdk('diff', ...asSynthesized);
  const destroy = await cdk('destroy', '--force', ...settings);
  return {
    ...{ bootstrap, firstDeploy, synthesized, unchangedDeploy, diffOfChange, refusedDeploy },
    ...{ changedDeploy, diffAfterwards, destroy },
  };
}

async function readSynthesized(folder: string): Promise<Synthesized> {
  const [stack] = readCloudAssembly(folder);
  if (stack === undefined) throw new Error('the app has no stack');
  const bundles = new Map<string, Map<string, Buffer>>();
  for (const [key, asset] of stack.assets) {
    if (asset.packaging !== 'zip') continue;
    const files = new Map<string, Buffer>();
    for (const name of await readdir(asset.path))
      files.set(name, await readFile(join(asset.path, name)));
    bundles.set(key, files);
  }
  return { stack, bundles };
}
