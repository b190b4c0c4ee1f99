import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ownStackThemes } from '../../../../test/local/app-behaviour.ts';
import { report } from './report.ts';
import { themes } from './themes.ts';

const file = new URL('../../FIDELITY.md', import.meta.url);

it('docs/local-gateway.md says what the suite holds', async () => {
  const text = report();
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text);
  const written = await readFile(file, 'utf8').catch(() => '');
  expect(
    written === text,
    'docs/local-gateway.md is out of date: run UPDATE_DOCS=1 npx vitest run test/local/fidelity/report',
  ).toBe(true);
});

it('no theme says the same behaviour twice', () => {
  for (const { rows } of [...themes, ...ownStackThemes]) {
    const behaviours = rows.map(({ behaviour }) => behaviour);
    expect(behaviours.filter((one, index) => behaviours.indexOf(one) !== index)).toEqual([]);
  }
});
