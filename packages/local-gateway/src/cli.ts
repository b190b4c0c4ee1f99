#!/usr/bin/env node
import { once } from 'node:events';
import { cliHelp, cliOptions } from './cli-options.ts';
import { runCommand } from './run-command.ts';
import { type ServedApi, serveAssembly } from './serve-assembly.ts';
import { stopSignal } from './stop-signal.ts';
import { createTerminalLog } from './terminal-log.ts';

const log = createTerminalLog(process.stdout);

await runCommand(async () => {
  const options = cliOptions(process.argv.slice(2));
  if (options === undefined) return log(cliHelp);
  const stop = stopSignal();
  const served = await serveAssembly({ ...options, log, portSetting: '--port' });
  log(served.apis.map(description).join('\n\n'));
  if (!stop.aborted) await once(stop, 'abort');
  await served.close();
});

function description({ name, apiType, url, routes, closed }: ServedApi): string {
  const lines = routes.map(({ method, path, functionName, authorizer }) => {
    const access = authorizer === undefined ? 'public' : `authorizer: ${authorizer}`;
    const key = path === '$default' ? path : `${method} ${path}`;
    return `  ${key} → ${functionName} (${access})`;
  });
  const closedLines = closed.map(({ route }) => `  ${route} → 501 (not emulated, see above)`);
  const title = `${name} (${apiType === 'http' ? 'HTTP' : 'REST'} API): ${url}`;
  return [title, ...lines, ...closedLines].join('\n');
}
