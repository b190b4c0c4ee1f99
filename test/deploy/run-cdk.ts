import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { region } from './rehearsed-account.ts';

/** How a run of the CLI went. */
export interface CdkRun {
  /** Null if it had to be ended. */
  readonly status: number | null;
  /** All that it wrote, to stdout and stderr. */
  readonly output: string;
}

/** Where the CLI runs. */
export interface CdkSetting {
  /** The folder of `cdk.json`. */
  readonly project: string;
  /** Where its calls of AWS go. */
  readonly endpoint: string;
  /** Takes the hosts, one a line, that it or the app tried to reach elsewhere. */
  readonly straysFile: string;
}

/** A run takes up to 10 s, and a multiple of that on a busy machine. */
const limitMilliseconds = 180_000;

/** Runs the project's own CLI to its end, as someone does who cannot be asked anything. */
export async function runCdk(
  { project, endpoint, straysFile }: CdkSetting,
  words: readonly string[],
): Promise<CdkRun> {
  const cdk = join(project, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const child = spawn(process.execPath, [cdk, ...words], {
    cwd: project,
    env: { ...environment(endpoint), HOME: project, USERPROFILE: project, STRAYS_FILE: straysFile },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMilliseconds,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [status] = await once(child, 'close');
  return { status, output };
}

const loopbackOnly = new URL('loopback-only.ts', import.meta.url);

/** Made from nothing, so that nobody's credentials, profiles or proxies take part. */
function environment(endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    // Without it, Windows starts no process.
    ...(process.env['SystemRoot'] && { SystemRoot: process.env['SystemRoot'] }),
    NODE_OPTIONS: `--import ${loopbackOnly.href}`,
    CI: 'true',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Holding the template against CloudFormation's schemas takes 2 s a synthesis, and .ci/run does it.
    CDK_VALIDATION: 'false',
  };
}
