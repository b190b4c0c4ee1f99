import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { copyProject } from '../deploy/project-copy.ts';
import { endedChild } from '../ended-child.ts';
import { fixtureRoutes } from '../fixture-routes.ts';

// Runs npm start in a copy of the project with fixture routes.

let project: string;
beforeAll(async () => {
  project = await copyProject('start');
  await cp('local', join(project, 'local'), { recursive: true });
});
afterAll(() => rm(project, { recursive: true }));

const edit = (file: string, text: string) => writeFile(join(project, file), text);
const setRoutes = (routes: readonly object[]) =>
  edit('lib/routes.ts', `export const routes = ${JSON.stringify(routes)};\n`);
const missingHandler = { method: 'POST', path: '/orders', access: 'public', handler: 'orders' };

function start(...args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['local/start.ts', ...args], {
    cwd: project,
    env: { ...process.env, PORT: '0', ZUPLO_PORT: '0' },
  });
}

describe('npm start', () => {
  it('prints every invalid setting and its own command, and exits with 1', async () => {
    const child = start('-c', 'leewaySeconds=x', '-c', 'stage=!');
    const { stderr, status } = await endedChild(child);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Synthesis failed\.\n/);
    expect(stderr).toContain('leewaySeconds: given "x"');
    expect(stderr).toContain('stage: given "!"');
    expect(stderr).toMatch(/\n {2}npm start -- -c name=value\n$/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('prints every invalid route, without a stack trace, and exits with 1', async () => {
    await setRoutes([...fixtureRoutes, missingHandler, { ...fixtureRoutes[0], path: '/a/' }]);
    const { stderr, status } = await endedChild(start());
    await setRoutes(fixtureRoutes);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Synthesis failed\.\nThese routes \(lib\/routes\.ts\) cannot be used:\n( {2}- .*\n){2}$/,
    );
    expect(stderr).toContain('POST /orders: there is no lambdas/orders/handler.ts');
    expect(stderr).toContain('GET /a/: ');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'exits with 0 on %s during a synthesis',
    async (signal) => {
      const child = start();
      await once(child.stdout, 'data');
      child.kill(signal);
      expect(await endedChild(child)).toMatchObject({ stderr: '', status: 0 });
    },
  );
});

describe('npm start -- --watch', () => {
  let child: ChildProcessWithoutNullStreams;
  let printed = '';
  beforeAll(() => {
    child = start('--watch');
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
  });
  afterAll(async () => {
    const closed = once(child, 'close');
    child.kill();
    await closed;
  });

  /** Waits for output and discards it; returns the match. */
  const output = async (pattern: RegExp): Promise<string> => {
    const match = await vi.waitFor(
      () => {
        const found = pattern.exec(printed);
        if (found === null) throw new Error(`no ${pattern} in the output: ${printed}`);
        return found;
      },
      { timeout: 60_000, interval: 50 },
    );
    printed = printed.slice(match.index + match[0].length);
    return match[1] ?? match[0];
  };

  it('reloads functions and routes, and keeps serving the previous build after an error', async () => {
    const url = await output(/\(HTTP API\): (http:\S+)/);
    const get = async (path: string) => (await fetch(url + path)).text();
    await output(/Watching bin, lib, contract, lambdas, cdk\.json\.\n/);

    const handler = await readFile(join(project, 'lambdas/public/handler.ts'), 'utf8');
    await edit('lambdas/public/handler.ts', handler.replace('Welcome', 'Hello'));
    await output(/Reloaded in [\d.]+ s: PublicHandler\n/);
    expect(await get('/')).toMatch(/^Hello/);

    await setRoutes([...fixtureRoutes, missingHandler]);
    expect(await output(/Reload failed; .*\n((?!Changed).*\n){2}/)).toContain(
      'POST /orders: there is no lambdas/orders/handler.ts',
    );
    expect(await get('/')).toMatch(/^Hello/);

    await edit('lambdas/public/handler.ts', 'export const handler = ;');
    await setRoutes(fixtureRoutes);
    expect(await output(/Reload failed; .*\n(lambdas.*)\n/)).toBe(
      'lambdas/public/handler.ts:1:23: Unexpected ";"',
    );
    expect(await get('/')).toMatch(/^Hello/);

    await edit('lambdas/public/handler.ts', handler);
    await setRoutes([...fixtureRoutes, { ...missingHandler, method: 'GET', handler: 'public' }]);
    await output(/Reloaded in [\d.]+ s: PublicHandler, .*routes\n/);
    expect(await get('/orders')).toMatch(/^Welcome/);
  });

  it('shows the root cause of a failed reload with its place, without a stack trace', async () => {
    await edit('lib/routes.ts', 'export const routes = [ };\n');
    expect(await output(/Reload failed; .*\n(.*\n(?:.+\n)*)/)).toBe(
      'lib/routes.ts:1: SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Expression expected\n',
    );
  });
});
