import { rm } from 'node:fs/promises';
import { App } from 'aws-cdk-lib';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { ApiStack } from '../../lib/api-stack.ts';
import { routes } from '../../lib/routes.ts';
import { deploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { checkRow } from '../../packages/local-gateway/test/fidelity/check-row.ts';
import type { FidelityRow } from '../../packages/local-gateway/test/fidelity/fidelity-row.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { signed, signingKey } from '../signing.ts';
import { ownStackThemes } from './app-behaviour.ts';

const audience = 'your-audience';
const [key, stranger] = [signingKey('EdDSA'), signingKey('EdDSA')];
const endpoint = await startKeyEndpoint();
endpoint.publish(key.jwk);
afterAll(() => endpoint.close());

const now = Math.floor(Date.now() / 1000);
const claims = { iss: endpoint.issuer, aud: audience, sub: 'alice', iat: now, exp: now + 300 };
const tokens: Readonly<Record<string, string>> = {
  '{good}': signed(key, { payload: claims }),
  '{expired}': signed(key, { payload: { ...claims, iat: now - 600, exp: now - 300 } }),
  '{forged}': signed(stranger, { payload: claims }),
};

describe.each(ownStackThemes)('$title', ({ api, rows }) => {
  const outdir = `cdk.local-fidelity-${api}`;
  const log: string[] = [];
  let assembly: ServedAssembly;

  beforeAll(async () => {
    const given: Record<string, unknown> = { issuer: endpoint.issuer, audience, api };
    const app = new App({ outdir, context: { 'aws:cdk:enable-asset-metadata': true } });
    const settings = deploymentSettings((name) => given[name]);
    new ApiStack(app, 'Fidelity', { settings, routes });
    app.synth();
    assembly = await serveAssembly({ folder: outdir, port: 0, log: (line) => log.push(line) });
  });
  afterAll(async () => {
    await assembly?.close();
    await rm(outdir, { recursive: true, force: true });
  });

  test.each(rows.map((row) => [row.behaviour, row] as const))('%s', async (_, row) => {
    await checkRow(withToken(row), { log, assembly: () => assembly });
  });
});

function withToken(row: FidelityRow): FidelityRow {
  const written = row.headers?.['Authorization'];
  if (typeof written !== 'string') return row;
  const Authorization = written.replace(/\{\w+\}/, (name) => tokens[name] ?? name);
  return { ...row, headers: { ...row.headers, Authorization } };
}
