import { readFile, writeFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { createConformanceContext, now } from './context.ts';
import { report, updateCommand } from './report.ts';
import { conformanceTopics } from './topics.ts';

const file = new URL('../../docs/reports/verification.md', import.meta.url);

// The libraries' results depend on OpenSSL, which differs between lines of Node.js.
const isNode24 = process.versions.node.startsWith('24.');

test.runIf(isNode24)('docs/reports/verification.md is up to date', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(now * 1000);
  const context = createConformanceContext(
    'https://example.zuplo.app/__zuplo/issuer',
    'https://api.example.com/second',
  );
  const text = await report(context, conformanceTopics(context));
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text);
  const written = await readFile(file, 'utf8').catch(() => '');
  expect(written === text, `run ${updateCommand}`).toBe(true);
});
