import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { selfSignedCertificate } from '../../../bench/cold/certificate.ts';
import { rightExcept, token } from './right-api.ts';
import { smokeCommand } from './run-smoke.ts';

const certificate = selfSignedCertificate();
const folder = await mkdtemp(join(tmpdir(), 'smoke-'));
const authority = join(folder, 'authority.pem');
await writeFile(authority, certificate.cert);
const server = createServer(certificate, rightExcept({})).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

test('smoke asks over TLS whom it can trust', async () => {
  const environment = { TOKEN: token, NODE_EXTRA_CA_CERTS: authority };
  const { stdout, stderr, status } = await smokeCommand(['--url', url], environment);
  expect(stdout).toMatch(/^19 ok, 0 differ, 16 not run \(need the issuer's key\)\n$/m);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

test('smoke does not talk to a server whose certificate nobody vouches for', async () => {
  expect(await smokeCommand(['--url', url], { TOKEN: token })).toEqual({
    stdout: '',
    stderr: `cannot tell: no answer (DEPTH_ZERO_SELF_SIGNED_CERT) from ${url}\n`,
    status: 2,
  });
});
