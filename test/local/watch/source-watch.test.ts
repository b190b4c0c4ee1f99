import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchSources } from '../../../local/watch/source-watch.ts';

let project = '';
let unwatch = (): void => {};
let bursts: (readonly string[])[] = [];

beforeEach(() => {
  project = mkdtempSync(path.join(os.tmpdir(), 'sources-'));
  mkdirSync(path.join(project, 'lambdas/public'), { recursive: true });
  writeFileSync(path.join(project, 'lambdas/public/handler.ts'), '1');
  writeFileSync(path.join(project, 'cdk.json'), '{}');
  bursts = [];
  const sources = { folders: ['lambdas', 'absent'], files: ['cdk.json'] };
  unwatch = watchSources(project, sources, (files) => bursts.push(files));
});
afterEach(() => {
  unwatch();
  rmSync(project, { recursive: true });
});

const write = (file: string): void => writeFileSync(path.join(project, file), `${Math.random()}`);
const told = (): Promise<void> => vi.waitFor(() => expect(bursts.length).toBeGreaterThan(0));

it('tells of a burst of changes once, whatever lies how deep', async () => {
  write('lambdas/public/handler.ts');
  write('cdk.json');
  write('lambdas/public/handler.ts');
  await told();
  expect(bursts).toEqual([['cdk.json', path.join('lambdas', 'public', 'handler.ts')]]);
});

it('hears of a file that an editor puts in the place of another', async () => {
  write('lambdas/public/handler.new');
  renameSync(
    path.join(project, 'lambdas/public/handler.new'),
    path.join(project, 'lambdas/public/handler.ts'),
  );
  await told();
  expect(bursts[0]?.every((file) => !file.endsWith('.new'))).toBe(true);
});

it('leaves other files and what editors write for themselves alone', async () => {
  for (const file of ['package.json', 'lambdas/.handler.ts.swp', 'lambdas/handler.ts~'])
    write(file);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(bursts).toEqual([]);
});

it('goes on hearing of a file that was put in the place of another', async () => {
  write('lambdas/public/handler.new');
  renameSync(
    path.join(project, 'lambdas/public/handler.new'),
    path.join(project, 'lambdas/public/handler.ts'),
  );
  await told();
  bursts = [];
  write('lambdas/public/handler.ts');
  await told();
  expect(bursts).toEqual([[path.join('lambdas', 'public', 'handler.ts')]]);
});

it('hears of files in a folder that is new', async () => {
  mkdirSync(path.join(project, 'lambdas/orders'));
  await told();
  bursts = [];
  write('lambdas/orders/handler.ts');
  await told();
  expect(bursts).toEqual([[path.join('lambdas', 'orders', 'handler.ts')]]);
});
