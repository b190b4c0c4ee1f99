import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { authorizerSettings } from '../../contract/settings.ts';
import { operationSettings } from '../../lib/settings/operation-settings.ts';
import { markdownTable } from '../markdown-table.ts';

interface DocumentedSetting {
  readonly name: string;
  readonly meaning: string;
  readonly defaultValue: string;
}

/** Returns the doc comments of a settings table, in its order. */
function documentedSettings(file: string): readonly DocumentedSetting[] {
  const source = readFileSync(file, 'utf8');
  const comments = source.matchAll(/\n {2}\/\*\* (.+?)(?: @default (.+?))? \*\/\n {2}(\w+): /g);
  return Array.from(comments, ([, meaning = '', defaultValue = 'required', name = '']) => ({
    name,
    meaning,
    defaultValue,
  }));
}

const authorizer = documentedSettings('contract/settings.ts');
const operation = documentedSettings('lib/settings/operation-settings.ts');

const rows = (settings: readonly DocumentedSetting[]) =>
  markdownTable(
    ['setting', 'default', 'meaning'],
    settings.map(({ name, defaultValue, meaning }) => [`\`${name}\``, defaultValue, meaning]),
  );

/** `jwksRefreshSeconds` → `JWKS_REFRESH_SECONDS`. */
const variable = (name: string) =>
  `\`${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}\``;

const authorizerRows = markdownTable(
  ['setting', 'environment variable', 'default', 'meaning'],
  authorizer.map(({ name, defaultValue, meaning }) => [
    `\`${name}\``,
    variable(name),
    defaultValue,
    meaning,
  ]),
);

const page = `# Settings

Settings are CDK context: \`-c name=value\` on the command line, or under \`"context"\` in \`cdk.json\`. A setting that is not
given has the default of its stage ([\`lib/settings/stages.ts\`](../lib/settings/stages.ts)), or else the default below.
Lists are comma-separated text, JSON text, or JSON lists in \`cdk.json\`. The [construct and the zip](use-the-authorizer.md) have
the settings of the first table, as props and as environment variables. Missing, invalid, unknown and contradicting settings are all
reported at once, before anything is synthesized.

This page is generated from the doc comments of the settings:
\`UPDATE_DOCS=1 npx vitest run test/docs/settings.test.ts\`.

## Which tokens are accepted

${authorizerRows}

## What is deployed, and how it is operated

${rows([{ name: 'stage', defaultValue: 'dev', meaning: 'The stage, which sets the defaults of other settings.' }, ...operation])}
`;

test('every setting has a doc comment', () => {
  expect(authorizer).toHaveLength(Object.keys(authorizerSettings).length);
  expect(operation).toHaveLength(Object.keys(operationSettings).length);
});

test('docs/settings.md contains the doc comments of all settings (UPDATE_DOCS=1 updates it)', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync('docs/settings.md', page);
  expect(readFileSync('docs/settings.md', 'utf8')).toBe(page);
});
