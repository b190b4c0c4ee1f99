import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { storms } from '../../../bench/storm/storms.ts';
import { costDocument } from '../../../tools/cost/cost-document.ts';
import { scaleDocument } from '../../../tools/cost/scale-document.ts';

const marker = '<!-- storms -->';
const costFile = new URL('../../../docs/cost.md', import.meta.url);
const scaleFile = new URL('../../../docs/scale.md', import.meta.url);

test('docs/cost.md says what the prices and the assumptions come to', async () => {
  const text = costDocument();
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(costFile, text);
  expect(
    (await written(costFile)) === text,
    'docs/cost.md is out of date: run UPDATE_DOCS=1 npx vitest run test/tools/cost',
  ).toBe(true);
});

test('docs/scale.md says what the quotas and the assumptions come to', async () => {
  const text = scaleDocument();
  if (process.env['UPDATE_DOCS'] === '1') {
    const [, simulated = ''] = (await written(scaleFile)).split(marker);
    await writeFile(scaleFile, `${text}${marker}${simulated}`);
  }
  expect(
    (await written(scaleFile)).split(marker)[0] === text,
    'docs/scale.md is out of date: run UPDATE_DOCS=1 npx vitest run test/tools/cost',
  ).toBe(true);
});

test('docs/scale.md has a row for each storm: npm run bench:storm writes them', async () => {
  const simulated = (await written(scaleFile)).split(marker)[1] ?? '';
  const rows = [...simulated.matchAll(/^\| (.+?) \| [\d,.]+ \|/gm)].map(([, storm]) => storm);
  expect(rows).toEqual(storms.map(({ name, what }) => `${name}: ${what}`));
});

async function written(file: URL): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
