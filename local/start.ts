import { checkPort } from 'local-gateway/loopback-server';
import { runCommand } from 'local-gateway/run-command';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { stopSignal } from 'local-gateway/stop-signal';
import { createTerminalLog } from 'local-gateway/terminal-log';
import { UserError } from 'local-gateway/user-error';
import { startBanner } from './start-banner.ts';
import { type StartOptions, startHelp, startOptions } from './start-options.ts';
import { projectFolder, synthesize } from './synthesize.ts';
import { watchAndReload } from './watch/watch-and-reload.ts';
import { defaultConsumers } from './zuplo/consumers.ts';
import { readConsumers } from './zuplo/consumers-file.ts';
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

/** Serves until the signal is aborted. */
async function start(options: StartOptions, stop: AbortSignal): Promise<void> {
  const { port, zuploPort, audience } = options;
  const consumers = options.consumers ? readConsumers(options.consumers) : defaultConsumers;
  let served: ServedAssembly | undefined;
  // Before the synthesis: the stack's issuer setting holds the stand-in's port.
  const zuplo = await startZuplo({
    port: zuploPort,
    audience,
    consumers,
    apis: () => served?.apis ?? [],
    log,
  });
  try {
    await checkPort(port, 'PORT');
    const folder = options.app ?? (await initialSynthesis(options, zuplo.issuer, stop));
    const { variables } = options;
    served = await serveAssembly({ folder, port, log, observe: zuplo.observer, variables });
    if (stop.aborted) return;
    log(startBanner(served, { url: zuplo.url, issuer: zuplo.issuer, audience, consumers }));
    if (options.watch) {
      const build = (signal: AbortSignal) =>
        synthesizeFor(options, zuplo.issuer, { suffix: '-watch', signal });
      await watchAndReload({ project: projectFolder, served, build, log, stop });
    } else await new Promise((resolve) => stop.addEventListener('abort', resolve));
  } finally {
    await Promise.all([served?.close(), zuplo.close()]);
  }
}

async function initialSynthesis(
  options: StartOptions,
  issuer: string,
  signal: AbortSignal,
): Promise<string> {
  log(`Synthesizing the stack (${options.api === 'http' ? 'HTTP' : 'REST'} API) …`);
  const start = performance.now();
  const folder = await synthesizeFor(options, issuer, { suffix: '', signal }).catch((error) => {
    throw error instanceof UserError ? new UserError(`Synthesis failed.\n${error.message}`) : error;
  });
  log(`Synthesized in ${((performance.now() - start) / 1000).toFixed(1)} s.\n`);
  return folder;
}

/**
 * Synthesizes into a folder next to cdk.out, where assets get the hashes of a deployment. There is
 * one for each API type, so that both can run at once.
 */
function synthesizeFor(
  { api, audience, context }: StartOptions,
  issuer: string,
  { suffix, signal }: { readonly suffix: '' | '-watch'; readonly signal: AbortSignal },
): Promise<string> {
  // Instead of the issuers of a deployment in cdk.json; those of the command line count.
  const standIn = context['issuers'] ? {} : { issuer, audience, issuers: '' };
  return synthesize({
    context: { ...standIn, api, ...context },
    output: `cdk.local-${api}${suffix}`,
    signal,
  });
}
