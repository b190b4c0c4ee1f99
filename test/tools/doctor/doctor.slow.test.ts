import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { endedChild } from '../../ended-child.ts';
import { startKeyEndpoint } from '../../key-endpoint.ts';
import { goodKey, json, publish } from './issuer-documents.ts';

const [good, bad, closed] = await Promise.all([
  startKeyEndpoint(),
  startKeyEndpoint(),
  startKeyEndpoint(),
]);
await closed.close();
publish(good);
publish(bad, { jwks: json({ keys: [{ ...goodKey, use: 'enc' }] }) });
const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(async () => {
  await Promise.all([good.close(), bad.close()]);
  rmSync(folder, { recursive: true });
});

/** Runs the command in a folder whose cdk.json has this context. */
async function doctor(words: readonly string[], context: object = {}, environment: object = {}) {
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ context }));
  const command = [resolve('tools/doctor/doctor.ts'), ...words];
  return endedChild(
    spawn(process.execPath, command, { cwd: folder, env: { ...process.env, ...environment } }),
  );
}

const canVerify = `${good.issuer}: the authorizer can verify its tokens (EdDSA)`;

describe('npm run doctor', () => {
  test('exits with 0 if the tokens of every issuer can be verified', async () => {
    const { stdout, stderr, status } = await doctor(['-c', `issuer=${good.issuer}`]);
    expect([stderr, status]).toEqual(['', 0]);
    const [first, ...lines] = stdout.trimEnd().split('\n');
    expect([first, lines.pop()]).toEqual([good.issuer, canVerify]);
    for (const line of lines) expect(line).toMatch(/^ {2}ok {7}[A-Za-z]/);
  });

  test('exits with 1 if those of one issuer cannot be verified, with a conclusion for each', async () => {
    const issuers = `issuer=${closed.issuer},${bad.issuer},${good.issuer}`;
    const { stdout, status } = await doctor(['--context', issuers]);
    expect(status).toBe(1);
    expect(stdout.split('\n').filter((line) => /^http\S+: /.test(line))).toEqual([
      expect.stringContaining(`${closed.issuer}: unclear whether the authorizer can verify`),
      expect.stringContaining(
        `${bad.issuer}: the authorizer cannot verify its tokens: its JWKS has`,
      ),
      canVerify,
    ]);
  });

  test('exits with 2 if an issuer does not respond', async () => {
    const { stdout, status } = await doctor(['-c', `issuer=${good.issuer},${closed.issuer}`]);
    expect(status).toBe(2);
    expect(stdout).toMatch(/^ {2}problem {2}JWKS: \S+ refuses connections/m);
  });

  test('ends if a proxy does not respond to CONNECT', async () => {
    const sockets = new Set<Socket>();
    const proxy = createServer().on('connect', (_, socket: Socket) => sockets.add(socket));
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as AddressInfo;
    const environment = { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const words = ['-c', 'issuer=https://a.example', '-c', 'jwksTimeoutMilliseconds=100'];
    const { stdout, status } = await doctor(words, {}, environment);
    for (const socket of sockets) socket.destroy();
    proxy.close();
    expect([sockets.size, status]).toEqual([2, 2]);
    expect(stdout).toContain('does not respond in time (no response within 100 ms)');
  });

  test('reads cdk.json, and prefers the command line', async () => {
    const context = { issuer: bad.issuer, audience: 'us', algorithms: ['RS256'] };
    const { stdout, status } = await doctor(['-c', `issuer=${good.issuer}`], context);
    expect(status).toBe(1);
    expect(stdout).toContain(`${good.issuer}: the authorizer cannot verify its tokens: `);
    expect(stdout).not.toContain(bad.issuer);
  });

  test('exits with 2, without a stack trace, if the command line is invalid', async () => {
    const { stdout, stderr, status } = await doctor(['-c', 'issuer']);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toBe('-c "issuer": it must be name=value\n');
  });

  test('prints its help', async () => {
    const { stdout, status } = await doctor(['--help']);
    expect(stdout).toMatch(/^npm run doctor -- -c issuer=<url>/);
    expect(status).toBe(0);
  });
});
