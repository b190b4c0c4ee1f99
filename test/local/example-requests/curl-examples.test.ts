import { describe, expect, it } from 'vitest';
import { curlExamples } from '../../../local/example-requests/curl-examples.ts';
import { defaultConsumers } from '../../../local/zuplo/consumers.ts';

const url = 'http://localhost:9000';
const issuer = `${url}/__zuplo/issuer`;
const sender = { url, issuer, audience: 'your-audience', consumers: defaultConsumers };

/** Returns the examples for a protected route whose authorizer has this environment. */
function examples(environment: Readonly<Record<string, string>>, identitySources: string[] = []) {
  const routes = [{ method: 'GET', path: '/a', authorizer: 'jwt', functionName: 'Fn' }];
  const api = {
    name: 'Api',
    apiType: 'http',
    url: 'http://localhost:8080',
    routes,
    closed: [],
  } as const;
  const settings = { environment, folder: '/nowhere' } as never;
  const authorizers = [[{ name: 'jwt', function: settings, identitySources }]];
  return curlExamples({ apis: [api], authorizers }, sender);
}

const environment = { ISSUER: issuer, AUDIENCE: 'your-audience' };
const unknown =
  '# GET /a: its authorizer has no ISSUER, so the tokens that it accepts are not known';

describe('The examples for a protected route', () => {
  it('omit ZUPLO_PORT for the default port', () => {
    expect(examples(environment)).toStrictEqual([
      `curl ${url}/a -H 'Authorization: Bearer YOUR_API_KEY'`,
      'curl http://localhost:8080/a -H "Authorization: Bearer $(npm run --silent token -- --sub alice)"',
    ]);
  });

  it.each([
    ['is not of this project', {}],
    ['has invalid settings', { ISSUERS: '[' }],
    ['lacks its file of scopes', { ...environment, ROUTE_SCOPES_FILE: 'scopes.json' }],
  ])('are replaced by an explanation if its authorizer %s', (_, variables) => {
    expect(examples(variables)).toStrictEqual([unknown]);
  });

  it.each(['$request.header.X-Tenant', 'method.request.querystring.token'])(
    'are replaced by an explanation if its authorizer needs %s',
    (source) => {
      expect(examples(environment, ['$request.header.Authorization', source])).toStrictEqual([
        `# GET /a: its authorizer also needs ${source}`,
      ]);
    },
  );

  it.each(['$context.routeKey', 'context.httpMethod', 'method.request.header.authorization'])(
    'need nothing for the identity source %s',
    (source) => {
      expect(examples(environment, [source])).toHaveLength(2);
    },
  );

  it('read lists in JSON', () => {
    const lists = { ...environment, AUDIENCE: '["a,b","your-audience"]' };
    expect(examples(lists)).toStrictEqual(examples(environment));
  });

  it('explain requirements that no option of a token meets', () => {
    const requiredClaims = { scope: 'x', sub: 'alice' };
    const policy = { issuer, audience: 'your-audience', requiredClaims };
    const variables = { ISSUERS: JSON.stringify([policy]), DENIED_SUBJECTS: 'alice' };
    expect(examples(variables).at(-1)).toBe(
      '# GET /a with a token of the stand-in is rejected: the authorizer denies the subject alice',
    );
  });
});
