import { UserError } from 'local-gateway/user-error';
import { describe, expect, test } from 'vitest';
import { smokeHelp, smokeOptions } from '../../../tools/smoke/smoke-options.ts';

const url = 'https://api.example/prod';

describe('The options of smoke', () => {
  const remote = {
    url: new URL(url),
    api: undefined,
    token: undefined,
    zuplo: undefined,
    write: false,
  };
  const local = {
    ...remote,
    url: new URL('http://localhost:8080'),
    zuplo: 'http://localhost:9000',
  };
  const token = { ...local, token: 'a.b.c', zuplo: undefined };

  test.each([
    [['--url', url], {}, remote],
    [['--url', url, '--api', 'rest'], {}, { ...remote, api: 'rest' }],
    [['--url', url, '--write'], {}, { ...remote, write: true }],
    [['--url', url, '--token', 'a.b.c'], {}, { ...remote, token: 'a.b.c' }],
    [['--url', url], { TOKEN: 'a.b.c' }, { ...remote, token: 'a.b.c' }],
    [['--url', url, '--token', 'a.b.c'], { TOKEN: 'd.e.f' }, { ...remote, token: 'a.b.c' }],
    [['--url', url], { TOKEN: '' }, remote],
    [
      ['--url', url, '--zuplo', 'http://localhost:1/'],
      { TOKEN: 'd' },
      { ...remote, zuplo: 'http://localhost:1' },
    ],
    [[], {}, local],
    [
      [],
      { PORT: '1', ZUPLO_PORT: '2' },
      { ...local, url: new URL('http://localhost:1'), zuplo: 'http://localhost:2' },
    ],
    [[], { TOKEN: 'a.b.c' }, token],
    [['--token', 'a.b.c'], {}, token],
  ])('from %j and %j are %j', (words, environment, options) => {
    expect(smokeOptions(words, environment)).toStrictEqual(options);
  });

  test.each([
    'http://localhost:8080',
    'http://127.0.0.1:80',
    'http://[::1]:8080',
    'https://a.example',
  ])('accept the URL %s, to which a token can be sent safely', (text) => {
    expect(smokeOptions(['--url', text], {})?.url).toStrictEqual(new URL(text));
  });

  const unsafe =
    '--url must be an https URL, or an http URL of this machine such as http://localhost:8080';
  const notBare = '--url must not contain a user name, query or fragment';

  test.each([
    [['--url', 'api.example'], unsafe],
    [['--url', ''], unsafe],
    [['--url', 'http://api.example'], unsafe],
    [['--url', 'http://127.0.0.1.api.example'], unsafe],
    [['--url', 'ftp://localhost'], unsafe],
    [['--url', 'https://me:secret@api.example'], notBare],
    [['--url', 'https://api.example?'], notBare],
    [['--url', 'https://api.example#top'], notBare],
    [['--api', 'soap'], '--api is "soap": it must be http or rest'],
    [['--token', 'a', '--zuplo', url], '--token and --zuplo cannot be combined'],
    [
      ['eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.AAAA'],
      "Unexpected argument '<token>': the options are --url, --zuplo, --token, --write, --api, --help",
    ],
  ])('from %j are invalid: %s', (words, message) => {
    expect(() => smokeOptions(words, {})).toThrow(new UserError(message));
  });

  test('are undefined with --help, which explains all of them', () => {
    expect(smokeOptions(['--help', '--url', 'nonsense'], {})).toBeUndefined();
    for (const word of ['--url', '--token', 'TOKEN', '--zuplo', '--api', '--write', 'Exit status'])
      expect(smokeHelp).toContain(word);
  });
});
