import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSources } from '../../../local/watch/source-watch.ts';

const handler = path.join('lambdas', 'public', 'handler.ts');
let project = '';
let unwatch = (): void => {};
let bursts: (readonly string[])[] = [];

beforeEach(() => {
  project = mkdtempSync(path.join(os.tmpdir(), 'sources-'));
  mkdirSync(path.join(project, 'lambdas/public'), { recursive: true });
  write(handler);
  write('cdk.json');
  bursts = [];
  const sources = { folders: ['lambdas', 'absent'], files: ['cdk.json'] };
  unwatch = watchSources(project, sources, (files) => bursts.push(files));
});
afterEach(() => {
  unwatch();
  rmSync(project, { recursive: true });
});

function write(file: string): void {
  writeFileSync(path.join(project, file), `${Math.random()}`);
}

/** Replaces a file as many editors do when they save it. */
function replaceHandler(): void {
  write('lambdas/public/handler.new');
  renameSync(path.join(project, 'lambdas/public/handler.new'), path.join(project, handler));
}

async function nextBurst(): Promise<readonly string[] | undefined> {
  await vi.waitFor(() => expect(bursts.length).toBeGreaterThan(0));
  return bursts.shift();
}

describe('The watcher of sources', () => {
  it('reports a burst of changes once, without temporary and other files', async () => {
    for (const file of [
      ...[handler, 'cdk.json', handler],
      ...['package.json', 'lambdas/.handler.ts.swp', 'lambdas/handler.ts~'],
    ])
      write(file);
    expect(await nextBurst()).toEqual(['cdk.json', handler]);
    expect(bursts).toEqual([]);
  });

  it('reports a file that was replaced, and its later changes', async () => {
    replaceHandler();
    expect(await nextBurst()).toContain(handler);
    write(handler);
    expect(await nextBurst()).toEqual([handler]);
  });

  it('reports files in a new folder', async () => {
    mkdirSync(path.join(project, 'lambdas/orders'));
    await nextBurst();
    write('lambdas/orders/handler.ts');
    expect(await nextBurst()).toEqual([path.join('lambdas', 'orders', 'handler.ts')]);
  });
});
