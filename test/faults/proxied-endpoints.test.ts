import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { selfSignedCertificate } from '../../bench/cold/certificate.ts';
import { authorizerEvents } from '../authorizer-events.ts';
import { bundle } from '../bundles.ts';
import { signed, signingKey } from '../signing.ts';

// An issuer over TLS with a self-signed certificate, and a proxy that tunnels to it with CONNECT.

const script = fileURLToPath(new URL('proxied-authorizer.ts', import.meta.url));
const key = signingKey('EdDSA');
const certificate = selfSignedCertificate();
const sockets = new Set<Socket>();
let folder: string;
let certificateFile: string;
let issuer: string;
let proxyUrl: string;
/** Requests that reached the issuer, and targets that the proxy was asked for. */
let fetches = 0;
let tunnels: string[] = [];
/** How the proxy responds to CONNECT: it tunnels, rejects, or hangs. */
let proxyMode: 'tunnel' | 'reject' | 'hang' = 'tunnel';

const endpoint = createTlsServer(certificate, (_, response) => {
  fetches += 1;
  response.end(JSON.stringify({ keys: [key.jwk] }));
});

const proxy = createServer((_, response) => response.writeHead(405).end()).on(
  'connect',
  ({ url = '' }, client: Socket) => {
    tunnels.push(url);
    sockets.add(client);
    client.on('error', () => undefined);
    if (proxyMode === 'hang') return;
    if (proxyMode === 'reject') {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const { port } = new URL(`https://${url}`);
    const server = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    server.on('error', () => client.destroy());
  },
);

async function listen(server: Server | typeof endpoint): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  certificateFile = join(folder, 'certificate.pem');
  await writeFile(certificateFile, certificate.cert);
  issuer = `https://127.0.0.1:${await listen(endpoint)}/issuer`;
  proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
});
beforeEach(() => {
  fetches = 0;
  tunnels = [];
  proxyMode = 'tunnel';
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  endpoint.closeAllConnections();
  endpoint.close();
  proxy.close();
  await rm(folder, { recursive: true });
});

/** Starts the bundle in a child process; returns the effect of its policy, or its error's message. */
async function resultWith(environment: Readonly<Record<string, string>>): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 300;
  const payload = { iss: issuer, aud: 'us', sub: 'alice', exp };
  const event = authorizerEvents.http(`Bearer ${signed(key, { payload })}`);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, bundle('authorizer'), JSON.stringify(event)],
    { env: { ISSUER: issuer, AUDIENCE: 'us', ...environment } },
  );
  return stdout.split('\n').at(-1) ?? '';
}

const trusted = () => ({ NODE_EXTRA_CA_CERTS: certificateFile });
const proxied = () => ({ ...trusted(), HTTPS_PROXY: proxyUrl, NODE_USE_ENV_PROXY: '1' });

test('a JWKS is fetched from an issuer whose certificate NODE_EXTRA_CA_CERTS names', async () => {
  expect(await resultWith(trusted())).toBe('Allow');
  expect([fetches, tunnels]).toEqual([1, []]);
});

test('a JWKS is not fetched from an issuer whose certificate is not trusted', async () => {
  expect(await resultWith({})).toBe('jwks_unavailable');
  expect(fetches).toBe(0);
});

test('a JWKS is fetched through HTTPS_PROXY with NODE_USE_ENV_PROXY=1', async () => {
  expect(await resultWith(proxied())).toBe('Allow');
  expect([fetches, tunnels]).toEqual([1, [new URL(issuer).host]]);
});

test('a JWKS is fetched through https_proxy in lower case', async () => {
  const { HTTPS_PROXY: https_proxy, ...others } = proxied();
  expect(await resultWith({ ...others, https_proxy })).toBe('Allow');
  expect([fetches, tunnels.length]).toEqual([1, 1]);
});

test('a JWKS is fetched without the proxy if NODE_USE_ENV_PROXY is not set', async () => {
  expect(await resultWith({ ...proxied(), NODE_USE_ENV_PROXY: '' })).toBe('Allow');
  expect([fetches, tunnels]).toEqual([1, []]);
});

test('a JWKS is fetched without the proxy if NO_PROXY names the host', async () => {
  expect(await resultWith({ ...proxied(), NO_PROXY: '127.0.0.1' })).toBe('Allow');
  expect([fetches, tunnels]).toEqual([1, []]);
});

test('a proxied issuer is still verified by its certificate', async () => {
  expect(await resultWith({ ...proxied(), NODE_EXTRA_CA_CERTS: '' })).toBe('jwks_unavailable');
  expect([fetches, tunnels.length]).toEqual([0, 1]);
});

test.each(['reject', 'hang'] as const)(
  'a proxy that answers CONNECT with %s causes jwks_unavailable, and the process ends',
  async (mode) => {
    proxyMode = mode;
    const timeout = { JWKS_TIMEOUT_MILLISECONDS: '100' };
    expect(await resultWith({ ...proxied(), ...timeout })).toBe('jwks_unavailable');
    expect([fetches, tunnels.length]).toEqual([0, 1]);
  },
);
