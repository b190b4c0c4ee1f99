import { type ChildProcess, spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { FunctionSettings } from './function-settings.ts';

/**
 * Starts a process that runs a function and polls its Runtime API. V8's heap is limited as on Lambda:
 * the old generation to 90 % of the memory, the young one to 5 %.
 *
 * @param taskFolder the folder with the function's code
 * @param runtimeApi `host:port`
 * @param write called with each line of its standard output and error
 */
export function startProcess(
  settings: FunctionSettings,
  taskFolder: string,
  runtimeApi: string,
  write: (line: string) => void,
): ChildProcess {
  const options = [
    // For stack traces in terms of the source; on Lambda, only with NODE_OPTIONS.
    '--enable-source-maps',
    '--disable-warning=ExperimentalWarning',
    `--max-old-space-size=${Math.floor(settings.memoryMegabytes * 0.9)}`,
    `--max-semi-space-size=${Math.ceil(settings.memoryMegabytes * 0.025)}`,
  ];
  const child = spawn(
    process.execPath,
    [...options, path.join(import.meta.dirname, 'runtime/bootstrap.ts')],
    {
      cwd: taskFolder,
      env: environmentOf(settings, taskFolder, runtimeApi),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A process group of its own: what the function starts ends with it.
      detached: true,
    },
  );
  writeLines(child.stdout, write);
  writeLines(child.stderr, write);
  // Otherwise its output stays open as long as a process that it has started.
  return child.on('exit', () => killProcess(child));
}

/** Kills a process and those that it has started. */
export function killProcess(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // They have ended.
  }
}

/**
 * Returns the template's variables and those that Lambda sets, without any of this process and without
 * credentials.
 *
 * @see Lambda, "Defined runtime environment variables"
 */
function environmentOf(
  settings: FunctionSettings,
  taskFolder: string,
  runtimeApi: string,
): Record<string, string> {
  const date = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    NODE_PATH: '/opt/nodejs/node_modules:/var/runtime/node_modules',
    ...settings.environment,
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: settings.logFormat,
    AWS_LAMBDA_LOG_LEVEL: settings.logLevel,
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: `${date}/[$LATEST]local`,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: taskFolder,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: settings.handler,
    // Node.js's default folder: the bootstrap's TypeScript is compiled once. It deletes the variable.
    NODE_COMPILE_CACHE: path.join(os.tmpdir(), 'node-compile-cache'),
  };
}

function writeLines(output: Readable, write: (line: string) => void): void {
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    // The console's lines have carriage returns for their line breaks.
    for (const line of lines) if (line !== '') write(line.replaceAll('\r', '\n'));
  });
  output.on('end', () => {
    if (rest !== '') write(rest);
  });
}
