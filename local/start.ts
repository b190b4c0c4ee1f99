import { checkPort } from 'local-gateway/loopback-server';
import { runCommand } from 'local-gateway/run-command';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { stopSignal } from 'local-gateway/stop-signal';
import { createTerminalLog } from 'local-gateway/terminal-log';
import { startBanner } from './start-banner.ts';
import { type StartOptions, startHelp, startOptions } from './start-options.ts';
import { ownProject, type SynthesisOptions, synthesize } from './synthesize.ts';
import { watchAndReload } from './watch/watch-and-reload.ts';
import { startZuplo } from './zuplo/zuplo-server.ts';

const log = createTerminalLog(process.stdout);

await runCommand(async () => {
  const options = startOptions(process.argv.slice(2), process.env);
  if (options === undefined) return log(startHelp);
  const stop = stopSignal();
  await start(options, stop).catch((error) => {
    if (!stop.aborted) throw error;
  });
});

/** Runs everything until told to stop; whatever was started by then is closed. */
async function start(options: StartOptions, stop: AbortSignal): Promise<void> {
  const { port, zuploPort, audience } = options;
  let served: ServedAssembly | undefined;
  // First, for the stack is told its issuer, and with it the port that it got.
  const zuplo = await startZuplo({
    port: zuploPort,
    audience,
    upstream: () => (served?.apis[0] ? new URL(served.apis[0].url) : undefined),
    publicRoutes: () =>
      served?.apis[0]?.routes.filter(({ authorizer }) => authorizer === undefined) ?? [],
    apis: () => served?.apis ?? [],
    log,
  });
  try {
    await checkPort(port, 'PORT');
    const folder = options.app ?? (await synthesizeAloud(options, zuplo.issuer, stop));
    served = await serveAssembly({ folder, port, log, observe: zuplo.observer });
    if (stop.aborted) return;
    log(startBanner(served.apis, zuplo));
    if (options.watch) {
      const build = (signal: AbortSignal) =>
        synthesize(synthesis(options, zuplo.issuer, '-watch', signal));
      await watchAndReload({ project: ownProject, served, build, log, stop });
    } else await new Promise((resolve) => stop.addEventListener('abort', resolve));
  } finally {
    await Promise.all([served?.close(), zuplo.close()]);
  }
}

/** Beside cdk.out, where bundling gives assets the same hashes; a folder for each flavour, to run both at once. */
function synthesis(
  { api, audience, context }: StartOptions,
  issuer: string,
  folderSuffix: '' | '-watch',
  signal: AbortSignal,
): SynthesisOptions {
  const output = `cdk.local-${api}${folderSuffix}`;
  return { context: { issuer, audience, api, ...context }, output, signal };
}

async function synthesizeAloud(
  options: StartOptions,
  issuer: string,
  signal: AbortSignal,
): Promise<string> {
  log(`Synthesizing the stack (${options.api === 'http' ? 'HTTP' : 'REST'} API) …`);
  const start = performance.now();
  const folder = await synthesize(synthesis(options, issuer, '', signal));
  log(`Synthesized in ${((performance.now() - start) / 1000).toFixed(1)} s.\n`);
  return folder;
}
