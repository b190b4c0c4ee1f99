import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { FunctionSettings } from './function-settings.ts';
import { runtimeEnvironment } from './runtime-environment.ts';
import type { TaskFolder } from './task-folder.ts';

/**
 * Starts a process that runs a function and polls its Runtime API, with the function's environment
 * and in the folder with its code. V8's heap is limited as on Lambda: the old generation to 90 % of
 * the memory, the young one to 5 %.
 *
 * @param runtimeApi `host:port`
 * @param write called with each line of its standard output and error
 */
export function startProcess(
  settings: FunctionSettings,
  task: TaskFolder,
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
  const bootstrap = path.join(import.meta.dirname, 'runtime/bootstrap.ts');
  const child = spawn(process.execPath, [...options, bootstrap], {
    cwd: task.path,
    env: {
      ...runtimeEnvironment(settings, task.path, runtimeApi),
      // TypeScript is compiled once for all instances; the bootstrap deletes the variable.
      NODE_COMPILE_CACHE: task.compileCache,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  writeLines(child.stdout, write);
  writeLines(child.stderr, write);
  return child;
}

function writeLines(output: Readable, write: (line: string) => void): void {
  let rest = '';
  const writeLine = (line: string): void => {
    // The console's lines have carriage returns for their line breaks.
    if (line !== '') write(line.replaceAll('\r', '\n'));
  };
  output.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) writeLine(line);
  });
  output.on('end', () => writeLine(rest));
}
