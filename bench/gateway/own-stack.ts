import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { synthesize } from '../../local/synthesize.ts';
import { startKeyEndpoint } from '../../test/key-endpoint.ts';
import { signed, signingKey } from '../../test/signing.ts';

/** This project's stack, synthesized, with a token that opens it. */
export interface OwnStack {
  readonly folder: string;
  /** The file of the public function's bundle. */
  readonly publicBundle: string;
  readonly token: string;
  readonly forged: string;
  close(): Promise<void>;
}

/** Synthesizes this project's HTTP API, its keys served by this process. */
export async function prepareOwnStack(): Promise<OwnStack> {
  const endpoint = await startKeyEndpoint();
  const key = signingKey('EdDSA');
  endpoint.publish(key.jwk);
  const audience = 'your-audience';
  // More than is measured: what answers 429 says nothing of speed.
  const limits = { throttleRatePerSecond: '100000', throttleBurst: '100000' };
  const context = { issuer: endpoint.issuer, audience, api: 'http', ...limits };
  const signal = AbortSignal.timeout(120_000);
  const folder = await synthesize({ context, output: 'cdk.local-bench', signal });
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: endpoint.issuer, aud: audience, sub: 'alice', iat: now, exp: now + 3600 };
  return {
    folder,
    publicBundle: bundleThatSays(folder, 'Welcome to the public API'),
    token: signed(key, { payload }),
    forged: signed(signingKey('EdDSA'), { payload }),
    close: () => endpoint.close(),
  };
}

function bundleThatSays(folder: string, text: string): string {
  const file = readdirSync(folder)
    .map((name) => path.join(folder, name, 'index.mjs'))
    .find((candidate) => candidate.includes('asset.') && contents(candidate).includes(text));
  if (file === undefined) throw new Error(`no bundle in ${folder} says ${JSON.stringify(text)}`);
  return file;
}

function contents(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
