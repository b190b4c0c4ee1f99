import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { App } from 'aws-cdk-lib';
import { serveAssembly } from 'local-gateway/serve-assembly';
import type { ApiType } from '../contract/api-type.ts';
import type { Route } from '../lib/api/route.ts';
import { ApiStack } from '../lib/api-stack.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';
import { audience } from './access-tokens.ts';
import { fixtureHandlers } from './fixture-routes.ts';

/** A stack on the local gateway. */
export interface ServedStack {
  /** The API's base URL, without a trailing slash. */
  readonly url: string;
  /** Serves the same stack once more, with new instances of its functions. */
  serveAgain(): Promise<{ readonly url: string; close(): Promise<void> }>;
  /** Stops serving, and removes the cloud assembly. */
  close(): Promise<void>;
}

/**
 * Synthesizes a stack of fixture handlers, with bundled functions, and serves it.
 * @param context settings besides `audience`; at least `issuer`
 */
export async function serveStack(
  api: ApiType,
  routes: readonly Route[],
  context: Readonly<Record<string, unknown>>,
): Promise<ServedStack> {
  const folder = mkdtempSync('cdk.local-served-');
  const given: Readonly<Record<string, unknown>> = { audience, api, ...context };
  const app = new App({ outdir: folder, context: { 'aws:cdk:enable-asset-metadata': true } });
  const settings = deploymentSettings((name) => given[name]);
  new ApiStack(app, 'Served', { settings, routes, handlersFolder: fixtureHandlers });
  app.synth();
  const serveAgain = async () => {
    const { apis, close } = await serveAssembly({ folder, port: 0, log: () => {} });
    return { url: String(apis[0]?.url), close };
  };
  const { url, close } = await serveAgain();
  return {
    url,
    serveAgain,
    async close() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
