import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../../contract/api-type.ts';
import { givenToken } from '../../../tools/smoke/given-token.ts';
import { checksWith, type Faults, respondAs, routes, sign, smokeOf, tokens } from './fake-api.ts';

const main = 'GET /items/{id}';
const forged = 'forged token (claims changed)';

describe('smoke', () => {
  test.each(apiTypes)(
    'passes on a correct API of type %s, with all routes checked',
    async (api) => {
      const { status, lines } = await smokeOf({}, { api, write: true });
      const rejected = api === 'http' ? 403 : 401;
      expect(lines.slice(1)).toEqual([
        `ok       GET /              no token → 200`,
        `ok       GET /              ${forged} → 200`,
        `ok       PUT /form          no token → 200`,
        `ok       PUT /form          ${forged} → 200`,
        `ok       DELETE /items      no token → 401`,
        `ok       DELETE /items      ${forged} → ${rejected}`,
        `ok       DELETE /items      expired token → ${rejected}`,
        `ok       DELETE /items      valid token → 200`,
        `ok       GET /items/{id}    no token → 401`,
        ...[
          forged,
          'expired token',
          "forged token (another key's signature)",
          'forged token (alg none)',
          'forged token (HS256)',
          'two tokens',
          'token not valid yet',
          'token of another issuer',
          'token for another audience',
          'token without sub',
          'token without exp',
          'API key',
          'Basic credentials',
        ].map((name) => `ok       GET /items/{id}    ${name} → ${rejected}`),
        ...['/items/1/', '//items/1', '/ITEMS/1', '/%69tems/1', '/./items/1'].map(
          (path) =>
            `ok       GET /items/{id}    no token, path ${path} → ${api === 'http' ? 404 : 403}`,
        ),
        `ok       GET /items/{id}    valid token → 200`,
        `ok       POST /items        no token → 401`,
        `ok       POST /items        ${forged} → ${rejected}`,
        `ok       POST /items        expired token → ${rejected}`,
        `ok       POST /items        valid token with a:read a:write → 200`,
        `ok       POST /items        valid token without scopes → 403`,
        `ok       POST /items        valid token without a:write → 403`,
        `ok       GET /no-such-path  no token, no such route → ${api === 'http' ? 404 : 403}`,
        '35 ok, 0 failed',
      ]);
      expect(status).toBe(0);
    },
  );

  test.each(apiTypes)('detects an API of type %s', async (api) => {
    // The fake API responds as `api`, which smoke must detect.
    const respond: Faults['respond'] = ({ reason }, response) =>
      reason !== undefined && respondAs(api, reason, response);
    const { lines } = await smokeOf({ respond });
    expect(lines[0]).toMatch(api === 'http' ? /^http:\S+ \(HTTP API\)$/ : / \(REST API\)$/);
    expect(lines.at(-1)).toMatch(/^31 ok, 0 failed, 4 not run \(need --write\)$/);
  });

  test('sends no request that may change data to a handler without --write', async () => {
    const { requests, lines, status } = await smokeOf();
    const handled = requests.filter(({ reason }) => reason === undefined);
    expect(new Set(handled.map(({ key }) => key))).toEqual(new Set(['GET /', 'GET /items/1']));
    expect(lines.filter((line) => line.startsWith('not run'))).toEqual([
      `not run  PUT /form          needs --write: no token, ${forged}`,
      'not run  DELETE /items      needs --write: valid token',
      'not run  POST /items        needs --write: valid token with a:read a:write',
    ]);
    expect(status).toBe(0);
  });

  test('sends an empty JSON object with methods other than GET', async () => {
    const { requests } = await smokeOf({}, { write: true });
    for (const { key, body } of requests) expect(body).toBe(key.startsWith('GET ') ? '' : '{}');
  });

  test('runs only what needs no token if it has none, and lists the rest', async () => {
    const { requests, lines, status } = await smokeOf({}, { tokens: undefined });
    const sent = new Set(requests.map(({ authorization }) => authorization));
    expect(sent).toEqual(new Set([undefined, 'Bearer YOUR_API_KEY', 'Basic YWxpY2U6c2VjcmV0']));
    expect(lines).toContain(
      'not run  DELETE /items      needs tokens signed on demand (--zuplo): expired token',
    );
    expect(lines.at(-1)).toBe(
      '12 ok, 0 failed, 23 not run (9 need --token or --zuplo, 4 need --write, 10 need tokens signed on demand (--zuplo))',
    );
    expect(status).toBe(0);
  });

  test.each([
    ['with all scopes of a route', 'a:write a:read', 'valid token with a:read a:write → 200'],
    ['without one of its scopes', 'a:read', 'valid token without a:write → 403'],
  ])('checks the route with a given token %s', async (_, scope, expected) => {
    const given = givenToken(await sign({ claims: { scope } }), Date.now() / 1000);
    const { lines, status } = await smokeOf({}, { tokens: given, write: true });
    expect(lines).toContain(`ok       POST /items        ${expected}`);
    expect(status).toBe(0);
  });

  test('checks a table without protected routes', async () => {
    const { summary } = await smokeOf({}, { routes: routes.slice(0, 1) });
    expect(summary).toBe('3 ok, 0 failed');
  });
});

describe('smoke passes on a handler that', () => {
  test.each([200, 201, 302, 400, 404, 405, 415, 422])('responds with %i', async (code) => {
    const respond: Faults['respond'] = ({ reason }, response) => {
      if (reason === undefined) response.writeHead(code).end();
      return reason === undefined;
    };
    const { status, summary } = await smokeOf({ respond }, { write: true });
    expect(summary).toBe('35 ok, 0 failed');
    expect(status).toBe(0);
  });

  test.each([
    ['http', 500],
    ['rest', 502],
  ] as const)('fails, with a warning (%s)', async (api, code) => {
    const respond: Faults['respond'] = ({ reason }, response) =>
      reason === undefined && respondAs(api, 'handlerError', response);
    const { status, lines, summary } = await smokeOf({ respond }, { api });
    expect(checksWith('warning', lines)).toEqual([
      'GET /: no token',
      `GET /: ${forged}`,
      `${main}: valid token`,
    ]);
    expect(lines[1]).toContain(`→ ${code} application/json`);
    expect(lines[1]).toMatch(/\(handler error\)$/);
    expect(summary).toBe('28 ok, 0 failed, 3 warnings, 4 not run (need --write)');
    expect(status).toBe(0);
  });
});

describe('smoke is inconclusive', () => {
  test('if the API throttles requests', async () => {
    const respond: Faults['respond'] = ({ key }, response) => {
      if (key === 'GET /') response.writeHead(429).end();
      return key === 'GET /';
    };
    const { status, summary } = await smokeOf({ respond });
    expect(summary).toBe('29 ok, 0 failed, 2 unclear, 4 not run (need --write)');
    expect(status).toBe(2);
  });

  test('if a given token is rejected, because it may belong to another API', async () => {
    const token = await sign({ claims: { iss: 'https://other.example' } });
    const given = givenToken(token, Date.now() / 1000);
    const { status, lines } = await smokeOf({}, { tokens: given });
    expect(checksWith('unclear', lines)).toEqual([`${main}: valid token`]);
    expect(lines.join('\n')).toContain(
      '(the API may be configured for another issuer or audience than the token\'s: iss "https://other.example", aud "your-audience"',
    );
    expect(status).toBe(2);
  });

  test('if three requests in a row have no response, and it sends no more', async () => {
    const respond: Faults['respond'] = ({ key }, response) => {
      if (key === 'GET /items/1') response.destroy();
      return key === 'GET /items/1';
    };
    const { status, requests, summary } = await smokeOf({ respond });
    expect(requests.filter(({ key }) => key === 'GET /items/1')).toHaveLength(3);
    expect(summary).toBe(
      '5 ok, 0 failed, 3 unclear, 27 not run (3 need --write, 24 need an API that responds)',
    );
    expect(status).toBe(2);
  });

  test('if the API does not respond in time', async () => {
    const smoke = smokeOf({ respond: () => true }, { timeoutMs: 100 });
    await expect(smoke).rejects.toThrow(/^http:\S+: no response within 0\.1 s$/);
  });

  test('if a response never ends', async () => {
    const respond: Faults['respond'] = ({ key }, response) => {
      if (key === 'GET /no-such-path') response.writeHead(404).write('{');
      return key === 'GET /no-such-path';
    };
    await expect(smokeOf({ respond }, { timeoutMs: 100 })).rejects.toThrow(/no response within/);
  });

  test('if the responses are of neither API type', async () => {
    await expect(
      smokeOf({ respond: (_, response) => response.end('Hello, alice!') !== undefined }),
    ).rejects.toThrow(
      /^http:\S+ is not recognized as an HTTP API or a REST API: the response to \/no-such-path is 200 Hello, alice!\. .*--api http or --api rest/,
    );
  });
});

describe('The output of smoke', () => {
  test('contains no token, even if a response does', async () => {
    const respond: Faults['respond'] = ({ key, authorization }, response) => {
      const [, token = ''] = authorization?.split(' ') ?? [];
      if (key === 'GET /items/1')
        response.writeHead(418).end(`${token.split('.')[2]} ${authorization}`);
      return key === 'GET /items/1';
    };
    const token = await sign();
    const { lines } = await smokeOf(
      { respond },
      { tokens: { ...tokens, valid: async () => token } },
    );
    for (const part of token.split('.')) expect(lines.join('\n')).not.toContain(part.slice(0, 16));
    expect(lines.join('\n')).toContain('<token>');
  });

  test('is bounded and without control characters, whatever the response is', async () => {
    const respond: Faults['respond'] = ({ key }, response) => {
      response.on('error', () => {});
      if (key === 'GET /') response.writeHead(401).end(`\u001b[2J${'x '.repeat(1024 * 1024)}`);
      return key === 'GET /';
    };
    const { lines } = await smokeOf({ respond });
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(400);
    expect(lines[1]).toContain('→ 401 \\u001b[2Jx x x');
  });
});
