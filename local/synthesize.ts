import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from 'local-gateway/user-error';
import { synthesisFailure } from './synthesis-failure.ts';

/** What to synthesize. */
export interface SynthesisOptions {
  /** CDK context, by name: what `cdk synth -c name=value` is given. */
  readonly context: Readonly<Record<string, string>>;
  /** Where the cloud assembly goes, from the project's folder: inside `cdk.out`, say. */
  readonly output: string;
  /** Ends the synth when it is aborted. */
  readonly signal: AbortSignal;
  /** The folder of `cdk.json`. @default this project */
  readonly project?: string;
}

/** The folder of this project: that of `cdk.json`. */
export const ownProject = fileURLToPath(new URL('..', import.meta.url));
const cdk = join(ownProject, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Characters of what the app and the CLI say that are kept, from the end, to explain a failure. */
const saidLimit = 4_000;

/**
 * Synthesizes the project's CDK app by the CLI, as a deployment does, without asking the network or
 * the AWS account for anything, and gives the folder of the cloud assembly.
 *
 * @throws {UserError} when the app fails, with what it said; the signal's reason when aborted
 */
export async function synthesize(options: SynthesisOptions): Promise<string> {
  const { context, output, signal, project = ownProject } = options;
  const folder = join(project, output);
  signal.throwIfAborted();
  const settings = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    process.execPath,
    [cdk, 'synth', '--quiet', '--no-color', '--output', output, ...settings],
    // A process group of its own, to be ended as a whole: the CLI starts the app through a shell.
    { cwd: project, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: !onWindows },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-saidLimit);
    });
  }
  const end = () => endTree(child.pid);
  signal.addEventListener('abort', end);
  // 'close' and not 'exit': whatever the CLI started has ended as well, or it would hold the output.
  const [status] = await once(child, 'close').finally(() =>
    signal.removeEventListener('abort', end),
  );
  if (signal.aborted) await removeUnfinished(folder);
  signal.throwIfAborted();
  if (status !== 0) throw new UserError(synthesisFailure(said));
  return folder;
}

/** Removes bundles that were not put in place: the CDK would take them for good the next time. */
async function removeUnfinished(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  const unfinished = entries.filter((name) => name.startsWith('bundling-temp-'));
  await Promise.all(unfinished.map((name) => rm(join(folder, name), { recursive: true })));
}

const onWindows = process.platform === 'win32';

function endTree(pid: number | undefined): void {
  if (pid === undefined) return;
  if (onWindows) {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has just ended by itself.
  }
}

/** Ours, with this Node first on the path for the app, and without anything that leads to AWS. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^AWS_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Holding the template against CloudFormation's schemas takes 2 s, and is for what is deployed.
    CDK_VALIDATION: 'false',
  };
}
