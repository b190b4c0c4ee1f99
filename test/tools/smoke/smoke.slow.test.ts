import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { selfSignedCertificate } from '../../../bench/cold/certificate.ts';
import { endedChild } from '../../ended-child.ts';
import { startApi } from '../../local/zuplo/echo-api.ts';

const certificate = selfSignedCertificate();
const folder = await mkdtemp(join(tmpdir(), 'smoke-'));
const authority = join(folder, 'authority.pem');
await writeFile(authority, certificate.cert);
const server = createServer(certificate, (_, response) => {
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const secureUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

/** Runs the command as npm does. */
function smoke(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, TOKEN: '', ...environment };
  return endedChild(spawn(process.execPath, ['tools/smoke/smoke.ts', ...words], { env }));
}

async function closedPort(): Promise<string> {
  const { url, close } = await startApi(() => {});
  await close();
  return url.origin;
}

describe('npm run smoke', () => {
  test('prints its help', async () => {
    const { stdout, status } = await smoke(['--help']);
    expect(stdout).toMatch(/^npm run smoke -- \[options\]\n/);
    expect(status).toBe(0);
  });

  test('exits with 1 if a route does not exist, on a server whose certificate is trusted', async () => {
    const { stdout, stderr, status } = await smoke(['--url', secureUrl], {
      NODE_EXTRA_CA_CERTS: authority,
    });
    expect(stdout).toMatch(/^https:\S+ \(HTTP API\)\nfailed /);
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
  });

  test.each<[string, () => Promise<string[]>, RegExp]>([
    [
      'the options are invalid',
      async () => ['--url', 'http://api.example'],
      /^--url must be an https URL.*\n$/,
    ],
    [
      'the certificate is not trusted',
      async () => ['--url', secureUrl],
      /^https:\S+: no response \(DEPTH_ZERO_SELF_SIGNED_CERT\)\n$/,
    ],
    [
      'nothing listens at the URL',
      async () => ['--url', await closedPort()],
      /^http:\S+: no response \(ECONNREFUSED\): check --url; for a local API, run npm start\n$/,
    ],
    [
      '--zuplo is not the URL of the stand-in',
      async () => ['--zuplo', (await startApi((_, response) => response.end())).url.origin],
      /set --zuplo to the address that npm start prints\n$/,
    ],
  ])('exits with 2 and one line if %s', async (_, words, message) => {
    const { stdout, stderr, status } = await smoke(await words());
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(message);
  });
});
