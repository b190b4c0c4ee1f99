import { UserError } from 'local-gateway/user-error';
import { describe, expect, test } from 'vitest';
import { smokeOptions } from '../../../tools/smoke/smoke-options.ts';
import { smokeCommand } from './run-smoke.ts';

describe('the options of npm run smoke', () => {
  const url = 'https://api.example/prod';
  const byDefault = { url: new URL(url), api: undefined, token: undefined, zuplo: undefined };

  test.each([
    [[], {}, {}],
    [['--api', 'rest'], {}, { api: 'rest' }],
    [['--token', 'a.b.c'], {}, { token: 'a.b.c' }],
    [[], { TOKEN: 'a.b.c' }, { token: 'a.b.c' }],
    [['--token', 'a.b.c'], { TOKEN: 'd.e.f' }, { token: 'a.b.c' }],
    [[], { TOKEN: '' }, {}],
    [['--zuplo', 'http://localhost:9000/'], { TOKEN: 'd' }, { zuplo: 'http://localhost:9000' }],
  ])('%j with %j ask for %j', (words, environment, options) => {
    const given = smokeOptions(['--url', url, ...words], environment);
    expect(given).toStrictEqual({ ...byDefault, ...options });
  });

  test.each([
    'http://localhost:8080',
    'http://127.0.0.1:80',
    'http://[::1]:8080',
    'https://a.example',
  ])('take %s for a URL that a token may be sent to', (text) => {
    expect(smokeOptions(['--url', text], {})?.url).toStrictEqual(new URL(text));
  });

  const notSafe =
    '--url must be an https URL, or an http URL of this machine such as http://localhost:8080';
  const notBare = '--url must have neither a user nor a query nor a fragment';

  test.each([
    [[], '--url is missing: it must be the base URL of the API'],
    [['--url', 'api.example'], notSafe],
    [['--url', ''], notSafe],
    [['--url', 'http://api.example'], notSafe],
    [['--url', 'http://127.0.0.1.api.example'], notSafe],
    [['--url', 'ftp://localhost'], notSafe],
    [['--url', 'https://me:secret@api.example'], notBare],
    [['--url', 'https://api.example?'], notBare],
    [['--url', 'https://api.example#top'], notBare],
    [['--url', url, '--api', 'soap'], '--api is "soap": it must be http or rest'],
    [
      ['--url', url, '--token', 'a', '--zuplo', url],
      '--token and --zuplo exclude each other: the tokens come from one of them',
    ],
    [
      ['--url', url, 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.AAAA'],
      "Unexpected argument '<token>': the options are --url, --token, --zuplo, --api, --help",
    ],
  ])('%j are refused by name', (words, message) => {
    expect(() => smokeOptions(words, {})).toThrow(new UserError(message));
  });

  test('are help and nothing else with --help', () => {
    expect(smokeOptions(['--help', '--url', 'nonsense'], {})).toBeUndefined();
  });
});

describe('npm run smoke', () => {
  test('explains its options, its variable and its exit status', async () => {
    const { stdout, status } = await smokeCommand(['--help']);
    expect(status).toBe(0);
    for (const word of ['--url', '--token', 'TOKEN', '--zuplo', '--api', 'Exit status: 0']) {
      expect(stdout).toContain(word);
    }
  });

  test('says in one line what is wrong with the command, and ends with status 2', async () => {
    expect(await smokeCommand(['--url', 'http://api.example'])).toStrictEqual({
      stdout: '',
      stderr:
        '--url must be an https URL, or an http URL of this machine such as http://localhost:8080\n',
      status: 2,
    });
  });
});
