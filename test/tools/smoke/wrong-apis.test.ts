import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { givenToken } from '../../../tools/smoke/given-token.ts';
import { startApi } from '../../local/zuplo/echo-api.ts';
import { against, message, text, token } from './right-api.ts';
import { smokeCommand, smokeOf } from './run-smoke.ts';

// Servers that are wrong on purpose, each in one way, beside one that is right.

const given = givenToken(token, Date.now() / 1000);
/** The same token, known to be for this very API. */
const { doubt: _, ...tokens } = given;

const greetAll: RequestListener = (_, response) => text(response, 200, 'Hello, alice!');
const forbidAll: RequestListener = (_, response) => message(response, 403, 'Forbidden');

/** Names of the checks that came to something. */
function named(kind: 'differs' | 'unclear', lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.startsWith(kind))
    .map((line) => /ms {2}(.*?): expected/.exec(line)?.[1] ?? line);
}

test('finds nothing wrong with a server that is right', async () => {
  const { status, summary } = await against({}, (url) => smokeOf({ url, tokens }));
  expect(summary).toBe("19 ok, 0 differ, 16 not run (need the issuer's key)");
  expect(status).toBe(0);
});

describe('smoke tells of a server that', () => {
  test('lets everyone in', async () => {
    const wrong = { '/protected': greetAll };
    const { status, lines, output } = await against(wrong, (url) => smokeOf({ url, tokens }));
    expect(named('differs', lines)).toEqual([
      'no token',
      'a token with changed claims',
      "a stranger's signature",
      'a kid that names no key',
      'an unsigned token',
      'a symmetric algorithm',
      'a critical extension',
      'an API key',
      'two tokens',
      'another scheme',
    ]);
    expect(output).toContain(
      'no token: expected 401 application/json {"message":"Unauthorized"}; came 200 text/plain; charset=utf-8 Hello, alice!',
    );
    expect(status).toBe(1);
  });

  test.each(['/protected/', '//protected', '/PROTECTED', '/%70rotected', '/./protected'])(
    'greets anyone who comes by way of %s',
    async (path) => {
      const wrong = { [path]: greetAll };
      const { status, lines } = await against(wrong, (url) => smokeOf({ url, tokens }));
      expect(named('differs', lines)).toEqual([`no token, by way of ${path}`]);
      expect(status).toBe(1);
    },
  );

  test('answers another text', async () => {
    const wrong = { '/': ((_, response) => text(response, 200, 'Hi')) as RequestListener };
    const { status, lines, output } = await against(wrong, (url) => smokeOf({ url, tokens }));
    expect(named('differs', lines)).toEqual([
      'anyone asks for the public route',
      'a bad token asks for the public route',
    ]);
    expect(output).toContain('Welcome to the public API; came 200 text/plain; charset=utf-8 Hi\n');
    expect(status).toBe(1);
  });

  test('answers with another type', async () => {
    const html: RequestListener = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('Welcome to the public API');
    const { status, lines } = await against({ '/': html }, (url) => smokeOf({ url }));
    expect(named('differs', lines)).toEqual(['anyone asks for the public route']);
    expect(status).toBe(1);
  });

  test('refuses a token that is certainly valid', async () => {
    const wrong = { '/protected': forbidAll };
    const { status, lines } = await against(wrong, (url) => smokeOf({ url, tokens }));
    expect(named('differs', lines)).toEqual(['a valid token', 'no token']);
    expect(status).toBe(1);
  });

  test('is a REST API that does not challenge', async () => {
    const bare: RequestListener = (_, response) =>
      response
        .writeHead(401, { 'content-type': 'text/plain' })
        .end('Token is not valid or has expired');
    const wrong = { '/protected': bare };
    const { status, output } = await against(wrong, (url) => smokeOf({ url, api: 'rest' }));
    expect(output).toContain(
      'no token: expected 401 text/plain Token is not valid or has expired with ' +
        'WWW-Authenticate: Bearer realm="…", error="invalid_token"; ' +
        'came 401 text/plain Token is not valid or has expired\n',
    );
    expect(status).toBe(1);
  });

  test('guards the public route', async () => {
    const wrong = { '/': forbidAll };
    const { status, lines } = await against(wrong, (url) => smokeOf({ url, tokens: given }));
    expect(named('differs', lines)).toHaveLength(2);
    expect(lines.join('\n')).not.toContain('nothing is at this path');
    expect(status).toBe(1);
  });

  test.each([
    ['http', 404, 'Not Found'],
    ['rest', 403, 'Missing Authentication Token'],
  ] as const)('is an %s API, but has nothing at this path', async (api, code, body) => {
    const nothing: RequestListener = (_, response) => message(response, code, body);
    const wrong = { '/': nothing, '/protected': nothing, '*': nothing };
    const { status, lines } = await against(wrong, (url) => smokeOf({ url, tokens }));
    const hint = 'nothing is at this path: give --url the ApiUrl as it was printed';
    expect(lines[0]).toContain(api === 'http' ? 'as an HTTP API' : 'as a REST API');
    expect(lines.filter((line) => line === hint)).toHaveLength(1);
    expect(status).toBe(1);
  });

  test('redirects, and follows it nowhere', async () => {
    let followed = 0;
    const target = await startApi((_, response) => {
      followed += 1;
      response.end();
    });
    const redirect: RequestListener = (_, response) =>
      response.writeHead(302, { location: target.url.href }).end();
    const wrong = { '/protected': redirect };
    const { status, output } = await against(wrong, (url) => smokeOf({ url, tokens }));
    await target.close();
    expect(output).toContain(`came 302 without a type and no body leading to ${target.url.href}`);
    expect(followed).toBe(0);
    expect(status).toBe(1);
  });
});

describe('smoke cannot tell', () => {
  test('what it is that redirects everything, or answers as no API Gateway does', async () => {
    const wrong = { '*': greetAll };
    const smoked = against(wrong, (url) => smokeOf({ url }));
    await expect(smoked).rejects.toThrow(
      /^cannot tell which kind of API answers at http:\S+: \/no-such-path gave 200 .*--api http or --api rest/,
    );
  });

  test('whether the API or a given token is wrong, when only that is refused', async () => {
    const refuse: RequestListener = ({ headers: { authorization } }, response) =>
      authorization === undefined
        ? message(response, 401, 'Unauthorized')
        : message(response, 403, 'Forbidden');
    const { status, lines } = await against({ '/protected': refuse }, (url) =>
      smokeOf({ url, tokens: given }),
    );
    expect(named('unclear', lines)).toEqual(['a valid token']);
    expect(status).toBe(2);
  });

  test('anything of a server that hangs', async () => {
    const hang: RequestListener = () => {};
    const smoked = against({ '*': hang }, (url) => smokeOf({ url, timeoutMilliseconds: 100 }));
    await expect(smoked).rejects.toThrow(/^cannot tell: no answer within 0\.1 s from http:/);
  });

  test('much of one that hangs now and then, and gives it up after three requests', async () => {
    const hang: RequestListener = () => {};
    const { status, lines, summary } = await against({ '/protected': hang }, (url) =>
      smokeOf({ url, tokens, timeoutMilliseconds: 1_500 }),
    );
    expect(named('unclear', lines)).toEqual([
      'a valid token',
      'no token',
      'a token with changed claims',
    ]);
    expect(summary).toBe(
      "2 ok, 0 differ, 3 unclear, 30 not run (16 need the issuer's key, 14 need an API that answers)",
    );
    expect(status).toBe(2);
  });

  test('of an answer that begins and never ends', async () => {
    const drip: RequestListener = (_, response) => response.writeHead(200).write('Welcome');
    const { status, output } = await against({ '/': drip }, (url) =>
      smokeOf({ url, timeoutMilliseconds: 400 }),
    );
    expect(output).toContain('came no answer within 0.4 s');
    expect(status).toBe(2);
  });
});

describe('what smoke prints', () => {
  test('holds no token, though the answer be one', async () => {
    const echo: RequestListener = ({ headers }, response) =>
      text(response, 418, `${headers.authorization} ${token.split('.')[2]} ${token}`);
    const { status, output } = await against({ '/protected': echo }, (url) =>
      smokeOf({ url, tokens }),
    );
    for (const piece of token.split('.')) expect(output).not.toContain(piece.slice(0, 16));
    expect(output).toContain('<token>');
    expect(status).toBe(1);
  });

  test('is bounded and steers no terminal, whatever is answered', async () => {
    const flood: RequestListener = (_, response) => {
      response.on('error', () => {});
      text(response, 200, `\u001b[2J${'x '.repeat(4 * 1024 * 1024)}`);
    };
    const { status, lines } = await against({ '/': flood }, (url) => smokeOf({ url }));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(400);
    expect(lines[1]).toContain('came 200 text/plain; charset=utf-8 \\u001b[2Jx x x');
    expect(status).toBe(1);
  });
});

describe('the command ends', () => {
  test('with status 1 when something differs', async () => {
    const { stdout, stderr, status } = await against({ '/protected': greetAll }, (url) =>
      smokeCommand(['--url', url.href]),
    );
    expect(stdout).toMatch(/^differs .*no token: expected 401/m);
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
  });

  test('with status 2 when --zuplo leads to something else, and says what to give it', async () => {
    const { stderr, status } = await against({}, (url) =>
      smokeCommand(['--url', url.href, '--zuplo', url.href]),
    );
    expect(stderr).toMatch(
      /^the server at \S+ is not the Zuplo stand-in \(status 404\): give --zuplo the address that npm start prints\n$/,
    );
    expect(status).toBe(2);
  });

  test('with status 2 and one line when nothing answers', async () => {
    const gone = await startApi(() => {});
    await gone.close();
    const { stdout, stderr, status } = await smokeCommand(['--url', gone.url.href]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toBe(
      `cannot tell: no answer (ECONNREFUSED) from ${gone.url.origin}: check --url; for a local API run npm start\n`,
    );
  });
});
