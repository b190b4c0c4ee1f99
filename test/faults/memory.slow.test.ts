import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundle } from '../bundles.ts';
import type { MemoryGrowth } from './memory-growth.ts';

const mebibyte = 1024 * 1024;

test('20,000 forged tokens leave no memory in use, and valid tokens only what their cache may hold', async () => {
  const script = fileURLToPath(new URL('memory-growth.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    script,
    pathToFileURL(bundle('authorizer')).href,
  ]);
  const growth = JSON.parse(stdout) as MemoryGrowth;
  expect(growth).toMatchObject({ forgedAllowed: 0, validAllowed: 9_000 });
  expect(growth.forgedHeapBytes).toBeLessThan(1 * mebibyte);
  expect(growth.forgedResidentBytes).toBeLessThan(20 * mebibyte);
  expect(growth.shortTokensHeapBytes).toBeLessThan(2 * mebibyte);
  expect(growth.longTokensHeapBytes).toBeLessThan(3 * mebibyte);
});
