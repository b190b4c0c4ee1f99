import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createSettingsCheck } from '../../contract/settings-check.ts';
import { readOperationSettings } from '../../lib/settings/operation-settings.ts';
import { capturedLines } from './captured-lines.ts';
import { deployedStack } from './deployed-stack.ts';
import { alarmsTable } from './document/alarms-table.ts';
import { exampleAccessLine, exampleLines } from './document/example-lines.ts';
import { withSections } from './document/markdown.ts';
import { metricsTable } from './document/metrics-table.ts';
import { savedQueries } from './document/queries.ts';
import { documentedSettings, settingsTable } from './document/settings-table.ts';

const file = new URL('../../docs/operations.md', import.meta.url);

test('docs/operations.md says what is deployed, printed and set', async () => {
  const stack = deployedStack('http', { authorizerReservedConcurrency: 100 });
  const before = await readFile(file, 'utf8');
  const text = withSections(before, {
    alarms: alarmsTable(stack),
    metrics: metricsTable(stack),
    lines: exampleLines(await capturedLines()),
    'access-http': exampleAccessLine('http', stack.accessLogFormat),
    'access-rest': exampleAccessLine('rest', deployedStack('rest').accessLogFormat),
    queries: savedQueries(),
    settings: settingsTable(),
  });
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text);
  expect(
    (await readFile(file, 'utf8')) === text,
    'docs/operations.md is out of date: run UPDATE_DOCS=1 npx vitest run test/observability/operations-document',
  ).toBe(true);
}, 60_000);

test('every setting of operation has a doc comment, which the table shows', () => {
  const read = readOperationSettings(createSettingsCheck(), () => undefined);
  expect([...documentedSettings().keys()]).toEqual(Object.keys(read));
  for (const said of documentedSettings().values()) expect(said).toMatch(/^[A-Z].+\.$/);
});

test('a document is refused whose marks are others than what there is to say', () => {
  expect(() => withSections('<!-- begin a -->\n<!-- end a -->', { b: '' })).toThrow('marks a');
});
