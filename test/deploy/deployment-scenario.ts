import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCloudAssembly, type Stack } from 'local-gateway/assembly/cloud-assembly';
import type { AwsCall } from './aws-call.ts';
import { copyProject } from './project-copy.ts';
import type { RecordedRun } from './recorded-run.ts';
import { startRecordingEndpoint } from './recording-endpoint.ts';
import { runCdk } from './run-cdk.ts';

/** The recorded lifecycle of a stack, from an empty account to an empty account. */
export interface DeploymentScenario extends StackLifecycle {
  /** Every call of AWS, in order. */
  readonly calls: readonly AwsCall[];
  /** Calls that the endpoint does not support, as `service.Action`. */
  readonly unknownCalls: readonly string[];
  /** Other hosts that the CLI or the app tried to connect to, one per line. */
  readonly otherHosts: string;
}

interface StackLifecycle {
  readonly bootstrap: RecordedRun;
  readonly firstDeploy: RecordedRun;
  /** The file that the first deployment has written its outputs into. */
  readonly outputsFile: string;
  readonly synthesized: Synthesized;
  readonly unchangedDeploy: RecordedRun;
  /** After a change of the public handler's code. */
  readonly diffOfChange: RecordedRun;
  /** Of that change, which CloudFormation fails. */
  readonly failedDeploy: RecordedRun;
  /** Of that change, which CloudFormation applies. */
  readonly changedDeploy: RecordedRun;
  readonly diffAfterwards: RecordedRun;
  readonly destroy: RecordedRun;
}

/** The assembly of the first deployment. */
export interface Synthesized {
  readonly stack: Stack;
  /** The files of each function's bundle, by the asset's object key and the file's name. */
  readonly bundles: ReadonlyMap<string, ReadonlyMap<string, Buffer>>;
}

/** The reason of CloudFormation's failure. */
export const failureReason = 'Resource handler returned message: "simulated failure"';

/** Runs the lifecycle of a stack of this API type with the project's CDK CLI, in a copy of the project. */
export async function runScenario(api: 'http' | 'rest'): Promise<DeploymentScenario> {
  const project = await copyProject(`deploy-${api}`);
  const endpoint = await startRecordingEndpoint();
  const otherHostsFile = join(project, 'otherHosts');
  await writeFile(otherHostsFile, '');
  const cdk = async (...words: string[]): Promise<RecordedRun> => {
    const before = endpoint.calls.length;
    const run = await runCdk({ project, endpoint: endpoint.url, otherHostsFile }, words);
    return { ...run, calls: endpoint.calls.slice(before) };
  };
  try {
    const life = await runLifecycle(api, project, cdk, endpoint.failNextChange);
    const { calls, unknownCalls } = endpoint;
    return { ...life, calls, unknownCalls, otherHosts: await readFile(otherHostsFile, 'utf8') };
  } finally {
    await endpoint.close();
    await rm(project, { recursive: true });
  }
}

async function runLifecycle(
  api: string,
  project: string,
  cdk: (...words: string[]) => Promise<RecordedRun>,
  failNextChange: (reason: string) => void,
): Promise<StackLifecycle> {
  const issuer = 'https://example.zuplo.app/__zuplo/issuer';
  const settings = ['-c', `api=${api}`, '-c', `issuer=${issuer}`, '-c', 'audience=your-audience'];
  // The last assembly, which saves another synthesis.
  const lastAssembly = ['--app', 'cdk.out'];

  const bootstrap = await cdk('bootstrap', ...settings);
  const firstDeploy = await cdk('deploy', ...settings, '--outputs-file', 'outputs.json');
  const outputsFile = await readFile(join(project, 'outputs.json'), 'utf8');
  const synthesized = await readSynthesized(join(project, 'cdk.out'));
  const unchangedDeploy = await cdk('deploy', ...settings);
  await appendFile(join(project, 'lambdas/public/handler.ts'), "\nconsole.log('changed');\n");
  const diffOfChange = await cdk('diff', ...settings);
  failNextChange(failureReason);
  const failedDeploy = await cdk('deploy', ...lastAssembly);
  const changedDeploy = await cdk('deploy', ...lastAssembly);
  const diffAfterwards = await cdk('diff', ...lastAssembly);
  const destroy = await cdk('destroy', '--force', ...settings);
  return {
    ...{ bootstrap, firstDeploy, outputsFile, synthesized, unchangedDeploy, diffOfChange },
    ...{ failedDeploy, changedDeploy, diffAfterwards, destroy },
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
