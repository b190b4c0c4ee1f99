import { readFileSync } from 'node:fs';
import { deploymentSettings } from '../../../lib/settings/deployment-settings.ts';
import { stages } from '../../../lib/settings/stages.ts';
import { code, table } from './markdown.ts';

const source = new URL('../../../lib/settings/operation-settings.ts', import.meta.url);
const required = { issuer: 'https://example.zuplo.app/__zuplo/issuer', audience: 'your-audience' };

/** The settings of operation with what their doc comments say of them, in their order. */
export function documentedSettings(): ReadonlyMap<string, string> {
  const [, body = ''] =
    /export interface OperationSettings \{([\s\S]*?)\n\}/.exec(readFileSync(source, 'utf8')) ?? [];
  const documented = body.matchAll(/\/\*\* (.+?)( `@default [^`]+`)? \*\/\n {2}readonly (\w+):/g);
  return new Map(Array.from(documented, ([, said = '', , name = '']) => [name, said]));
}

/** Gives the table of the settings of operation, with what each stage makes of those that nobody gave. */
export function settingsTable(): string {
  const names = Object.keys(stages);
  const read = names.map((stage) => {
    const given: Readonly<Record<string, unknown>> = { ...required, stage };
    return deploymentSettings((name) => given[name]) as unknown as Readonly<
      Record<string, unknown>
    >;
  });
  return table(
    ['setting', ...names, 'meaning'],
    Array.from(documentedSettings(), ([name, said]) => [
      code(name),
      ...read.map((settings) => shown(settings[name])),
      said,
    ]),
  );
}

function shown(value: unknown): string {
  const isEmpty =
    value === '' ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return isEmpty ? '–' : code(String(value));
}
