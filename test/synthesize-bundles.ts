import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { TestProject } from 'vitest/node';
import { ApiStack } from '../lib/api-stack.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';
import { fixtureHandlers, fixtureRoutes } from './fixture-routes.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of each function's bundle, by name. */
    bundles: Readonly<Record<string, string>>;
    /** The settings of the synthesized stack. */
    settings: { readonly issuer: string; readonly audience: string };
  }
}

/**
 * Vitest's global setup: synthesizes the fixture stack once for all tests, inside the project, where assets get
 * the hashes of a deployment, and provides the folder of each function's bundle.
 */
export default function setup(project: TestProject): () => void {
  // Validation against CloudFormation's schemas takes 2 s; .ci/run does it.
  process.env['CDK_VALIDATION'] = 'false';
  const outdir = mkdtempSync('cdk.local-test-');
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({
    outdir,
    context: {
      ...context,
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:enable-path-metadata': true,
    },
  });
  const settings = {
    issuer: 'https://example.zuplo.app/__zuplo/issuer',
    audience: 'your-audience',
  };
  const given = new Map(Object.entries(settings));
  new ApiStack(app, 'Test', {
    settings: deploymentSettings((name) => given.get(name)),
    routes: fixtureRoutes,
    handlersFolder: fixtureHandlers,
  });
  const { Resources } = app.synth().getStackByName('ZuploJwtApi-dev').template;
  const bundles: Record<string, string> = {};
  for (const [id, { Metadata }] of Object.entries<Record<string, Record<string, string>>>(
    Resources,
  )) {
    const folder = Metadata?.['aws:asset:path'];
    if (folder !== undefined)
      bundles[id.replace(/(Function|Handler)?[0-9A-F]{8}$/, '').toLowerCase()] = resolve(
        join(outdir, folder),
      );
  }
  project.provide('bundles', bundles);
  project.provide('settings', settings);
  return () => rmSync(outdir, { recursive: true });
}
