import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { ApiStack } from '../../lib/api-stack.ts';
import { deploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { fixtureHandlers, fixtureRoutes } from '../../test/fixture-routes.ts';
import { startKeyEndpoint } from '../../test/key-endpoint.ts';
import { signed, signingKey } from '../../test/signing.ts';

/** The stack of the test routes, synthesized as an HTTP API, and tokens for it. */
export interface FixtureStack {
  readonly folder: string;
  /** The path of the public function's bundle. */
  readonly publicBundle: string;
  readonly token: string;
  readonly forgedToken: string;
  close(): Promise<void>;
}

/** Synthesizes the stack; this process serves its issuer's JWKS. */
export async function prepareFixtureStack(): Promise<FixtureStack> {
  const endpoint = await startKeyEndpoint();
  const key = signingKey('EdDSA');
  endpoint.publish(key.jwk);
  const audience = 'your-audience';
  // High enough for the load not to be throttled.
  const limits = { throttleRatePerSecond: '100000', throttleBurst: '100000' };
  const folder = mkdtempSync('cdk.local-bench-');
  const template = synthesize(folder, {
    issuer: endpoint.issuer,
    audience,
    api: 'http',
    ...limits,
  });
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: endpoint.issuer, aud: audience, sub: 'alice', iat: now, exp: now + 3600 };
  return {
    folder,
    publicBundle: path.resolve(folder, assetOf(template, 'Public'), 'index.mjs'),
    token: signed(key, { payload }),
    forgedToken: signed(signingKey('EdDSA'), { payload }),
    async close() {
      await endpoint.close();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Metadata?: Readonly<Record<string, string>> }>
  >;
}

function synthesize(outdir: string, settings: Readonly<Record<string, string>>): Template {
  process.env['CDK_VALIDATION'] = 'false';
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ outdir, context: { ...context, 'aws:cdk:enable-asset-metadata': true } });
  new ApiStack(app, 'Bench', {
    settings: deploymentSettings((name) => settings[name]),
    routes: fixtureRoutes,
    handlersFolder: fixtureHandlers,
  });
  return app.synth().getStackByName('ZuploJwtApi-dev').template;
}

/** Returns the asset folder of the function whose logical id begins like this. */
function assetOf({ Resources }: Template, id: string): string {
  const found = Object.entries(Resources).find(
    ([name, { Metadata }]) => name.startsWith(id) && Metadata?.['aws:asset:path'] !== undefined,
  );
  const folder = found?.[1].Metadata?.['aws:asset:path'];
  if (folder === undefined) throw new Error(`no function ${id}`);
  return folder;
}
