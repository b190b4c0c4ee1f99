import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from 'local-gateway/user-error';
import { synthesisErrorMessage } from './synthesis-error.ts';

/** What to synthesize. */
export interface SynthesisOptions {
  /** CDK context, by name, as in `cdk synth -c name=value`. */
  readonly context: Readonly<Record<string, string>>;
  /** The folder of the cloud assembly, relative to the project's. */
  readonly output: string;
  /** Aborts the synthesis. */
  readonly signal: AbortSignal;
  /** The folder of `cdk.json`. @default this project */
  readonly project?: string;
}

/** The folder of this project's `cdk.json`. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const cdk = join(projectFolder, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Characters of output that are kept, from the end, for the error message. */
const maxOutputLength = 16_000;

/**
 * Synthesizes the project's CDK app with the CDK CLI, as a deployment does, but without access to the
 * network or an AWS account.
 *
 * @returns the folder of the cloud assembly
 * @throws {UserError} with the message of the app or the bundler; the signal's reason when aborted
 */
export async function synthesize(options: SynthesisOptions): Promise<string> {
  const { context, output, signal, project = projectFolder } = options;
  const folder = join(project, output);
  signal.throwIfAborted();
  const settings = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    process.execPath,
    [cdk, 'synth', '--quiet', '--no-color', '--output', output, ...settings],
    // In its own process group, which is killed as a whole: the CLI starts the app through a shell.
    { cwd: project, env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: !onWindows },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-maxOutputLength);
    });
  }
  const kill = () => killTree(child.pid);
  signal.addEventListener('abort', kill);
  // 'close' instead of 'exit': the CLI's child processes, which share its output, have ended too.
  const [status] = await once(child, 'close').finally(() =>
    signal.removeEventListener('abort', kill),
  );
  if (signal.aborted) await removeIncompleteBundles(folder);
  signal.throwIfAborted();
  if (status !== 0) throw new UserError(synthesisErrorMessage(printed, project));
  return folder;
}

/** The CDK would reuse an incomplete bundle in the next synthesis. */
async function removeIncompleteBundles(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  const incomplete = entries.filter((name) => name.startsWith('bundling-temp-'));
  await Promise.all(incomplete.map((name) => rm(join(folder, name), { recursive: true })));
}

const onWindows = process.platform === 'win32';

function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
  if (onWindows) {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has already exited.
  }
}

/** This process's environment, with this Node.js first on the path, and without AWS credentials. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^AWS_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Validation against CloudFormation's schemas takes 2 s, and is done for a deployment.
    CDK_VALIDATION: 'false',
    // The app's error messages name it.
    COMMAND_HINT: 'npm start -- -c name=value',
  };
}
