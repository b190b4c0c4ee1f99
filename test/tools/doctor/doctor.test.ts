import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endedChild } from '../../ended-child.ts';
import { type KeyEndpoint, startKeyEndpoint } from '../../key-endpoint.ts';
import { goodKey, keys, serve } from './serve.ts';

let good: KeyEndpoint;
let bad: KeyEndpoint;
let gone: KeyEndpoint;
const folder = mkdtempSync(join(tmpdir(), 'doctor-'));

beforeAll(async () => {
  [good, bad, gone] = await Promise.all([
    startKeyEndpoint(),
    startKeyEndpoint(),
    startKeyEndpoint(),
  ]);
  await gone.close();
  serve(good, {});
  serve(bad, { keySet: keys({ ...goodKey, use: 'enc' }) });
});
afterAll(async () => {
  await Promise.all([good.close(), bad.close()]);
  rmSync(folder, { recursive: true });
});

/** Runs the program as npm does, in a folder whose cdk.json has this context. */
async function doctor(words: readonly string[], context: object = {}) {
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ context }));
  const child = spawn(process.execPath, [resolve('tools/doctor/doctor.ts'), ...words], {
    cwd: folder,
  });
  return endedChild(child);
}

describe('npm run doctor', () => {
  test('ends with 0 if the tokens of every issuer can be verified', async () => {
    const { stdout, stderr, status } = await doctor(['-c', `issuer=${good.issuer}`]);
    expect([stderr, status]).toEqual(['', 0]);
    const [first, ...rest] = stdout.trimEnd().split('\n');
    expect(first).toBe(good.issuer);
    expect(rest.pop()).toBe(`${good.issuer}: this authorizer can verify its tokens (EdDSA)`);
    for (const line of rest) expect(line).toMatch(/^ {2}ok {7}[a-z ]+/);
  });

  test('ends with 1 if those of one cannot, and tells of each', async () => {
    const issuers = `issuer=${gone.issuer},${bad.issuer},${good.issuer}`;
    const { stdout, status } = await doctor(['--context', issuers]);
    expect(status).toBe(1);
    expect(stdout.split('\n').filter((line) => /^http\S+: /.test(line))).toEqual([
      expect.stringContaining(
        `${gone.issuer}: it cannot be told whether this authorizer can verify`,
      ),
      expect.stringContaining(
        `${bad.issuer}: this authorizer cannot verify its tokens: its key set`,
      ),
      `${good.issuer}: this authorizer can verify its tokens (EdDSA)`,
    ]);
  });

  test('ends with 2 if it cannot be told', async () => {
    const { stdout, status } = await doctor(['-c', `issuer=${good.issuer},${gone.issuer}`]);
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /^ {2}problem {2}key endpoint: \S+ is at an address where nothing listens/m,
    );
  });

  test('reads cdk.json below its command line', async () => {
    const context = { issuer: bad.issuer, audience: 'us', algorithms: ['RS256'] };
    const { stdout, status } = await doctor(['-c', `issuer=${good.issuer}`], context);
    expect(status).toBe(1);
    expect(stdout).toContain(`${good.issuer}: this authorizer cannot verify its tokens: `);
    expect(stdout).not.toContain(bad.issuer);
  });

  test.each([
    [
      'its settings',
      ['-c', 'audience=us'],
      /^These settings cannot be used:\n {2}- issuer: not given;.*\nGive them .*\n {2}npm run doctor -- -c issuer=https:\S+\n$/,
    ],
    ['its command line', ['-c', 'issuer'], /^-c "issuer": it must be name=value\n$/],
  ])('ends with 2 if %s are wrong, and says how', async (_, words, message) => {
    const { stdout, stderr, status } = await doctor(words);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(message);
  });

  test('explains itself', async () => {
    const { stdout, status } = await doctor(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('npm run doctor -- -c issuer=<url>');
    expect(stdout).toContain('Exit status: 0 ');
  });
});
