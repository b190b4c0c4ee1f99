import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { TestProject } from 'vitest/node';
import { ApiStack } from '../lib/api-stack.ts';
import { routes } from '../lib/routes.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of each function's bundle, by its description in the template. */
    bundles: Readonly<Record<string, string>>;
    /** What the stack was synthesized for. */
    settings: { readonly issuer: string; readonly audience: string };
  }
}

/**
 * Vitest's global set-up: synthesizes the stack once for all tests, beside cdk.out, where assets get
 * the hashes that a deployment gives them, and tells where each function's bundle is.
 */
export default function setup(project: TestProject): () => void {
  // Schemas are for what is deployed: .ci/run and the CLI hold it against them, which takes 2 s.
  process.env['CDK_VALIDATION'] = 'false';
  const outdir = mkdtempSync('cdk.local-test-');
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ outdir, context: { ...context, 'aws:cdk:enable-asset-metadata': true } });
  const settings = {
    issuer: 'https://example.zuplo.app/__zuplo/issuer',
    audience: 'your-audience',
  };
  const given = new Map(Object.entries(settings));
  new ApiStack(app, 'Test', { settings: deploymentSettings((name) => given.get(name)), routes });
  const { Resources } = app.synth().getStackByName('ZuploJwtApi-dev').template;
  const bundles: Record<string, string> = {};
  for (const [id, { Metadata }] of Object.entries<Record<string, Record<string, string>>>(
    Resources,
  )) {
    const folder = Metadata?.['aws:asset:path'];
    if (folder !== undefined)
      bundles[id.replace(/(Handler)?[0-9A-F]{8}$/, '').toLowerCase()] = resolve(
        join(outdir, folder),
      );
  }
  project.provide('bundles', bundles);
  project.provide('settings', settings);
  return () => rmSync(outdir, { recursive: true });
}
