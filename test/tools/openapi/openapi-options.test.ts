import { resolve } from 'node:path';
import { UserError } from 'local-gateway/user-error';
import { describe, expect, test } from 'vitest';
import { openapiHelp, openapiOptions } from '../../../tools/openapi/openapi-options.ts';

describe('The options of openapi', () => {
  const defaults = { api: 'http', url: undefined, output: undefined };

  test.each([
    [[], {}],
    [['--api', 'rest'], { api: 'rest' }],
    [['--url', 'https://api.example.com'], { url: 'https://api.example.com' }],
    [['--url', 'https://x.example/prod/'], { url: 'https://x.example/prod' }],
    [['--output', 'some/file.json'], { output: resolve('some/file.json') }],
  ])('from %j are the defaults and %j', (words, options) => {
    expect(openapiOptions(words, {})).toStrictEqual({ ...defaults, ...options });
  });

  test('resolve --output in the folder where npm was run', () => {
    const environment = { npm_lifecycle_event: 'openapi', INIT_CWD: resolve('/elsewhere') };
    expect(openapiOptions(['--output', 'x'], environment)?.output).toBe(resolve('/elsewhere/x'));
  });

  test('are undefined with --help, which explains all of them', () => {
    expect(openapiOptions(['--help'], {})).toBeUndefined();
    for (const name of ['--api', '--url', '--output']) expect(openapiHelp).toContain(name);
  });

  const valid =
    'it must be an http or https URL of at most 2048 characters, without user name, query, fragment or braces';
  const badUrls = [
    '',
    'api.example',
    'ftp://x',
    'https://u:p@x',
    'https://x/?a',
    'https://x/#a',
    'https://x/{id}',
  ];
  test.each<[words: string[], message: string]>([
    [['--api', 'soap'], '--api is "soap": it must be http or rest'],
    [['--output', ''], '--output is empty: it must be a file'],
    [['yaml'], "Unexpected argument 'yaml': the options are --api, --url, --output, --help"],
    ...badUrls.map((url): [string[], string] => [
      ['--url', url],
      `--url is ${JSON.stringify(url)}: ${valid}`,
    ]),
    [['--url', `https://x/${'a'.repeat(3000)}`], '… (3010 characters)'],
  ])('from %j are invalid', (words, message) => {
    expect(() => openapiOptions(words, {})).toThrow(UserError);
    expect(() => openapiOptions(words, {})).toThrow(message);
  });
});
