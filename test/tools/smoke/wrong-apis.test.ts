import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../../contract/api-type.ts';
import { audience } from '../../access-tokens.ts';
import { checksWith, type Faults, respondAs, smokeOf } from './fake-api.ts';

const main = 'GET /items/{id}';
const forged = 'forged token (claims changed)';

function success(response: ServerResponse): true {
  response.end('Hello, alice!');
  return true;
}

describe('smoke fails on an API that', () => {
  const forgeries = [
    forged,
    "forged token (another key's signature)",
    'forged token (alg none)',
    'forged token (HS256)',
  ];
  const invalid = ['expired token', 'token not valid yet'];
  const foreign = ['token of another issuer', 'token for another audience'];
  const incomplete = ['token without sub', 'token without exp'];
  const other = ['API key', 'Basic credentials'];
  const issuers = ['https://issuer.example', 'https://issuer.example/a'];
  const spelling: Faults['respond'] = ({ key }, response) =>
    key === 'GET /%69tems/1' && success(response);
  const everyone: Faults['respond'] = ({ key, reason }, response) =>
    key === 'GET /items/1' && reason !== undefined && success(response);

  test.each<[string, Faults, string[]]>([
    [
      'accepts every token',
      { accepts: (header) => /^Bearer \S+\.\S+\.\S*$/.test(header) },
      [...forgeries, ...invalid, ...foreign, ...incomplete],
    ],
    ['accepts any credentials', { accepts: (header) => /^Basic|KEY$/.test(header) }, other],
    ['accepts two tokens', { accepts: (header) => header.split(' ').length > 2 }, ['two tokens']],
    ['compares no times', { verify: { clockTolerance: 10_000 } }, invalid],
    [
      'has two audiences',
      { verify: { audience: [audience, 'another-audience'] } },
      foreign.slice(1),
    ],
    ['has two issuers', { verify: { issuer: issuers } }, foreign.slice(0, 1)],
    ['requires no claims', { verify: { requiredClaims: [] } }, incomplete],
    [
      'serves everyone',
      { respond: everyone },
      ['no token', ...forgeries, 'two tokens', ...invalid, ...foreign, ...incomplete, ...other],
    ],
    ['serves other spellings', { respond: spelling }, ['no token, path /%69tems/1']],
  ])('%s', async (_, faults, names) => {
    const { status, lines } = await smokeOf(faults);
    const failed = checksWith('failed', lines).filter((check) => check.startsWith(main));
    expect(new Set(failed)).toEqual(new Set(names.map((name) => `${main}: ${name}`)));
    expect(status).toBe(1);
  });

  test('ignores scopes', async () => {
    const { status, lines } = await smokeOf({ ignoresScopes: true });
    expect(checksWith('failed', lines)).toEqual([
      'POST /items: valid token without scopes',
      'POST /items: valid token without a:write',
    ]);
    expect(status).toBe(1);
  });

  test.each(['noToken', 'badToken'] as const)(
    'rejects requests to a public route (%s)',
    async (reason) => {
      const respond: Faults['respond'] = ({ key }, response) =>
        key === 'GET /' && respondAs('http', reason, response);
      const { status, lines } = await smokeOf({ respond });
      expect(checksWith('failed', lines)).toEqual(['GET /: no token', `GET /: ${forged}`]);
      expect(lines[1]).toMatch(/\(expected neither 401 nor 403\)$/);
      expect(status).toBe(1);
    },
  );

  test.each(apiTypes)('rejects valid tokens (%s)', async (api) => {
    const respond: Faults['respond'] = ({ reason }, response) =>
      reason === undefined && respondAs(api, 'badToken', response);
    const { status, lines } = await smokeOf({ respond }, { api });
    expect(checksWith('failed', lines)).toContain(`${main}: valid token`);
    expect(status).toBe(1);
  });

  test('responds without a challenge, as a REST API', async () => {
    const respond: Faults['respond'] = ({ key, reason }, response) => {
      if (key !== 'GET /items/1' || reason !== 'noToken') return false;
      response.writeHead(401, { 'content-type': 'text/plain' });
      response.end('Token is not valid or has expired');
      return true;
    };
    const { status, lines } = await smokeOf({ respond }, { api: 'rest' });
    expect(checksWith('failed', lines)).toEqual([`${main}: no token`]);
    expect(lines.find((line) => line.startsWith('failed'))).toMatch(
      /\(expected 401 text\/plain Token is not valid or has expired with WWW-Authenticate: Bearer … error="invalid_token"\)$/,
    );
    expect(status).toBe(1);
  });

  test.each(apiTypes)('lacks a route (%s)', async (api) => {
    const respond: Faults['respond'] = ({ key }, response) =>
      key === 'POST /items' && respondAs(api, 'noRoute', response);
    const { status, lines } = await smokeOf({ respond }, { api });
    const failed = lines.filter((line) => line.startsWith('failed'));
    expect(failed).toHaveLength(5);
    for (const line of failed)
      expect(line).toMatch(
        /POST \/items .*\(there is no such route at this URL: check --url, or deploy\)$/,
      );
    expect(status).toBe(1);
  });

  test('has an authorizer that cannot decide, as a REST API', async () => {
    const respond: Faults['respond'] = ({ reason, authorization }, response) =>
      authorization !== undefined &&
      reason === undefined &&
      respondAs('rest', 'authorizerError', response);
    const { lines } = await smokeOf({ respond }, { api: 'rest' });
    expect(lines.find((line) => line.includes('valid token →'))).toMatch(
      /^failed +GET \/items\/\{id\} +valid token → 500 application\/json \{"message":null\} \(authorizer error\)$/,
    );
  });

  test('redirects, without following it', async () => {
    const respond: Faults['respond'] = ({ key }, response) => {
      if (key !== 'GET /items/1') return false;
      response.writeHead(302, { location: 'http://localhost:1/elsewhere' }).end();
      return true;
    };
    const { status, lines } = await smokeOf({ respond });
    expect(lines.find((line) => line.startsWith('failed'))).toContain(
      'no token → 302 without a body with Location: http://localhost:1/elsewhere (expected 401',
    );
    expect(status).toBe(1);
  });
});
