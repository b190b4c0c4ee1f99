import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundle } from '../bundles.ts';
import { createBounds } from './bounds.ts';
import type { Growth } from './forged-flood.ts';

const bounds = createBounds();
const megabyte = 1024 * 1024;

test('20,000 forged tokens of every kind leave nothing behind, and good ones no more than is remembered of them', async () => {
  const script = fileURLToPath(new URL('forged-flood.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    script,
    pathToFileURL(bundle('authorizer')).href,
  ]);
  const growth = JSON.parse(stdout) as Growth;
  expect(growth).toMatchObject({ forgedAllowed: 0, goodAllowed: 9_000 });
  const inMegabytes = (name: string, bound: number, bytes: number) =>
    bounds.atMost(name, bound, bytes / megabyte, ' MB');
  inMegabytes('heap grows by, 20,000 forged tokens', 1, growth.forgedHeapBytes);
  inMegabytes('process grows by, 20,000 forged tokens', 20, growth.forgedResidentBytes);
  inMegabytes('heap grows by, 6,000 good tokens of 0.3 KB', 2, growth.shortHeapBytes);
  inMegabytes('heap grows by, 3,000 good tokens of 5.5 KB', 3, growth.longHeapBytes);
});
