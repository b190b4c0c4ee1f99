import { resolve } from 'node:path';
import { UserError } from 'local-gateway/user-error';
import { describe, expect, it } from 'vitest';
import { openapiHelp, openapiOptions } from '../../../tools/openapi/openapi-options.ts';

describe('the options of npm run openapi', () => {
  const byDefault = { flavour: 'http', url: undefined, output: undefined };

  it.each([
    [[], {}],
    [['--api', 'rest'], { flavour: 'rest' }],
    [['--url', 'https://api.example.com'], { url: 'https://api.example.com' }],
    [['--url', 'https://x.example/prod/'], { url: 'https://x.example/prod' }],
    [['--url', 'http://localhost:8080/'], { url: 'http://localhost:8080' }],
    [['--output', 'some/file.json'], { output: resolve('some/file.json') }],
  ])('%j ask for %j', (words, options) => {
    expect(openapiOptions(words, {})).toStrictEqual({ ...byDefault, ...options });
  });

  it('take --output from the folder in which npm was called, for npm runs scripts in its own', () => {
    const environment = { npm_lifecycle_event: 'openapi', INIT_CWD: resolve('/elsewhere') };
    expect(openapiOptions(['--output', 'x'], environment)?.output).toBe(resolve('/elsewhere/x'));
    const inTest = { ...environment, npm_lifecycle_event: 'test' };
    expect(openapiOptions(['--output', 'x'], inTest)?.output).toBe(resolve('x'));
  });

  it('are none where help is wanted, and help names each of them', () => {
    expect(openapiOptions(['--help'], {})).toBeUndefined();
    for (const name of ['--api', '--url', '--output', '--help'])
      expect(openapiHelp).toContain(name);
  });

  const right =
    'it must be an http or https address of at most 2048 characters, without user, query, fragment or braces';
  it.each<[words: string[], message: string]>([
    [['--api', 'soap'], '--api is "soap": it must be http or rest'],
    [['--output', ''], '--output is empty: it must be a file'],
    [
      ['--format', 'x'],
      "Unknown option '--format': the options are --api, --url, --output, --help",
    ],
    [['yaml'], "Unexpected argument 'yaml'"],
    ...[
      '',
      'api.example.com',
      'ftp://x',
      'https://u:p@x',
      'https://x/?a',
      'https://x/#a',
      'https://x/{id}',
    ].map(
      (url) => [['--url', url], `--url is ${JSON.stringify(url)}: ${right}`] as [string[], string],
    ),
    [['--url', `https://x/${'a'.repeat(3000)}`], '… (3010 characters)'],
  ])('%j are refused, with the option, what was given and what is right', (words, message) => {
    expect(() => openapiOptions(words, {})).toThrow(UserError);
    expect(() => openapiOptions(words, {})).toThrow(message);
  });
});
