import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { region } from './test-account.ts';

/** The result of a run of the CLI. */
export interface CdkRun {
  /** Null if it timed out. */
  readonly status: number | null;
  /** What it wrote to stdout and stderr. */
  readonly output: string;
}

/** Where the CLI runs. */
export interface CdkSetting {
  /** The folder of `cdk.json`. */
  readonly project: string;
  /** The URL that receives its calls of AWS. */
  readonly endpoint: string;
  /** Receives other hosts that it or the app tried to connect to, one per line. */
  readonly otherHostsFile: string;
}

/** A run takes up to 10 s, and a multiple of that on a busy machine. */
const limitMilliseconds = 180_000;

/** Runs the project's CDK CLI without a terminal. */
export async function runCdk(
  { project, endpoint, otherHostsFile }: CdkSetting,
  words: readonly string[],
): Promise<CdkRun> {
  const cdk = join(project, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const child = spawn(process.execPath, [cdk, ...words], {
    cwd: project,
    env: {
      ...environment(endpoint),
      HOME: project,
      USERPROFILE: project,
      OTHER_HOSTS_FILE: otherHostsFile,
    },
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

/** Returns a fresh environment, without the developer's credentials, profiles and proxies. */
function environment(endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    // Windows needs it to start a process.
    ...(process.env['SystemRoot'] && { SystemRoot: process.env['SystemRoot'] }),
    NODE_OPTIONS: `--import ${loopbackOnly.href}`,
    CI: 'true',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'scenario',
    AWS_SECRET_ACCESS_KEY: 'scenario',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Validation against CloudFormation's schemas takes 2 s for each synthesis; .ci/run does it.
    CDK_VALIDATION: 'false',
  };
}
