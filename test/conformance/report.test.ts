import { readFile, writeFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { report } from './report.ts';
import { themes } from './themes.ts';
import { createWorld, now } from './world.ts';

const file = new URL('../../docs/reports/verification.md', import.meta.url);
const issuer = 'https://example.zuplo.app/__zuplo/issuer';

// What the libraries answer is in part OpenSSL's answer, so the file is that of one line of Node.js.
const isNode24 = process.versions.node.startsWith('24.');

test.runIf(isNode24)(
  'docs/verification.md says what the suite holds, and what the libraries answer',
  async () => {
    vi.spyOn(Date, 'now').mockReturnValue(now * 1000);
    const world = createWorld(issuer, 'https://api.example.com/second');
    const text = await report(world, themes(world));
    if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text);
    const written = await readFile(file, 'utf8').catch(() => '');
    expect(
      written === text,
      'docs/verification.md is out of date: run UPDATE_DOCS=1 npx vitest run test/conformance/report',
    ).toBe(true);
  },
);
