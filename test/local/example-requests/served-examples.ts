import { mkdtempSync, rmSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { onTestFinished } from 'vitest';
import type { Route } from '../../../lib/api/route.ts';
import { ApiStack } from '../../../lib/api-stack.ts';
import { deploymentSettings } from '../../../lib/settings/deployment-settings.ts';
import { curlExamples } from '../../../local/example-requests/curl-examples.ts';
import { type Consumer, defaultConsumers } from '../../../local/zuplo/consumers.ts';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';
import { fixtureHandlers, fixtureRoutes } from '../../fixture-routes.ts';

/** What to serve, as `npm start` does. */
export interface ServedOptions {
  /** Settings of the stack besides those that make it trust the stand-in. */
  readonly settings?: (issuer: string) => Readonly<Record<string, unknown>>;
  readonly routes?: readonly Route[];
  readonly consumers?: readonly Consumer[];
}

/** Serves a stack behind the stand-in until the end of the test; returns both, and the examples for them. */
export async function servedExamples({
  settings = () => ({}),
  routes = fixtureRoutes,
  consumers = defaultConsumers,
}: ServedOptions) {
  let served: ServedAssembly | undefined;
  const log = (): void => {};
  const audience = 'your-audience';
  const apis = () => served?.apis ?? [];
  const zuplo: Zuplo = await startZuplo({ port: 0, audience, consumers, apis, log });
  const { url, issuer } = zuplo;
  const folder = synthesized({ issuer, audience, ...settings(issuer) }, routes);
  served = await serveAssembly({ folder, port: 0, log });
  onTestFinished(async () => {
    await Promise.all([zuplo.close(), served?.close()]);
    rmSync(folder, { recursive: true });
  });
  const lines = curlExamples(served, { url, issuer, audience, consumers });
  return { zuplo, api: String(served.apis[0]?.url), lines };
}

/** Returns the folder of the stack's assembly. */
function synthesized(
  settings: Readonly<Record<string, unknown>>,
  routes: readonly Route[],
): string {
  const outdir = mkdtempSync('cdk.local-examples-');
  const app = new App({ outdir, context: { 'aws:cdk:enable-asset-metadata': true } });
  new ApiStack(app, 'Examples', {
    settings: deploymentSettings((name) => settings[name]),
    routes,
    handlersFolder: fixtureHandlers,
  });
  app.synth();
  return outdir;
}
