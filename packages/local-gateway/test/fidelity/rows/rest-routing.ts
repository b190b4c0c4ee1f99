import { restApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { open } from '../fixture-stack.ts';
import { assumed, type Case, documented, measured, reported, row, type Topic } from '../row.ts';
import { apiGateway, reason } from '../sources.ts';
import { mock } from './mock.ts';
import { noMethod } from './rest-errors.ts';

/** A request and the resource that serves it. */
function routed(
  behavior: string,
  request: string,
  resource: string,
  event: object = {},
  variant?: string,
): Case {
  const expected = { status: 200, event: { resource, ...event } };
  return row(behavior, request, expected, variant === undefined ? {} : { variant });
}

const notDeclared = 'A resource without the method does not hide a less specific one';
const encodedSlash = 'An encoded slash is no separator and stays encoded';

/** Which method of a REST API serves a request. */
export const restRouting: Topic = {
  title: 'REST API routing',
  api: restApi({
    methods: open(
      ...['GET /', 'GET /pets', 'GET /pets/dogs', 'ANY /pets/{id}', 'GET /pets/{id}'],
      ...['GET /users/{id}', 'PATCH /users/me', 'GET /roles/{id}', 'POST /roles/admin'],
      ...['ANY /files/{path+}', 'ANY /tree/any', 'OPTIONS /tree/{path+}'],
    ),
  }),
  rows: [
    ...documented(
      apiGateway['set-up-lambda-proxy-integrations'],
      routed('A resource matches its path', 'GET /pets', '/pets', { path: '/pets' }),
      routed('The root is a resource', 'GET /', '/', { path: '/' }),
      routed('A parameter matches one segment', 'GET /pets/7', '/pets/{id}', {
        pathParameters: { id: '7' },
      }),
      routed('ANY matches methods without a method resource', 'PUT /pets/7', '/pets/{id}', {
        httpMethod: 'PUT',
      }),
      routed(
        'A greedy parameter matches the remaining segments',
        'GET /files/a/b',
        '/files/{path+}',
        {
          pathParameters: { path: 'a/b' },
        },
      ),
    ),
    ...documented(
      apiGateway['api-gateway-method-settings-method-request'],
      routed('A literal segment precedes a parameter', 'GET /pets/dogs', '/pets/dogs'),
    ),
    ...measured(
      seen.floci,
      routed(
        notDeclared,
        'GET /users/me',
        '/users/{id}',
        { pathParameters: { id: 'me' } },
        'a parameter',
      ),
      routed(notDeclared, 'GET /roles/admin', '/roles/{id}', {}, 'disjoint methods'),
      routed(
        'A literal segment with the method precedes a parameter',
        'PATCH /users/me',
        '/users/me',
      ),
      row('Without any resource that has the method it is 403', 'POST /users/me', noMethod),
    ),
    ...measured(
      seen.localstackRouting,
      routed(
        'ANY of a literal precedes the method of a greedy one',
        'OPTIONS /tree/any',
        '/tree/any',
      ),
      row('An unknown path is 403 `Missing Authentication Token`', 'GET /nowhere', noMethod),
      row('An unknown method is the same 403', 'DELETE /pets', noMethod),
    ),
    ...measured(
      seen.localstackLambda,
      routed('A trailing slash matches the same method and stays in path', 'GET /pets/', '/pets', {
        path: '/pets/',
      }),
      routed('A greedy parameter omits a trailing slash', 'GET /files/a/', '/files/{path+}', {
        path: '/files/a/',
        pathParameters: { path: 'a' },
      }),
    ),
    ...measured(
      seen.dotnet,
      routed('Path parameters stay encoded', 'GET /pets/a%20b', '/pets/{id}', {
        path: '/pets/a%20b',
        pathParameters: { id: 'a%20b' },
      }),
    ),
    ...measured(
      seen.samPath,
      routed(
        encodedSlash,
        'GET /files/Desktop%2Fphotos',
        '/files/{path+}',
        { path: '/files/Desktop%2Fphotos', pathParameters: { path: 'Desktop%2Fphotos' } },
        'greedy',
      ),
    ),
    ...reported(
      reports.samPathReport,
      routed(
        encodedSlash,
        'GET /users/my-id%2F100',
        '/users/{id}',
        { path: '/users/my-id%2F100', pathParameters: { id: 'my-id%2F100' } },
        'parameter',
      ),
    ),
    ...assumed(
      apiGateway['api-gateway-method-settings-method-request'],
      routed('ANY matches an unknown method', 'PROPFIND /files/a', '/files/{path+}'),
    ),
    ...assumed(
      reason.inference,
      row('HEAD without a method is 403', 'HEAD /pets', { ...noMethod, body: '' }),
      routed('Literals match the decoded segment', 'GET /%70ets', '/pets'),
      row('An encoded slash does not end a literal', 'GET /pets%2F', noMethod),
    ),
    ...assumed(
      reason.unsettled,
      row('Literals are case-sensitive', 'GET /Pets', noMethod),
      row('A greedy parameter requires a segment', 'GET /files/', noMethod),
      row('Slashes within the path count', 'GET /pets//dogs', noMethod),
      ...['/%2e/pets', '/x/../pets', '/pets/a%2f..%2fb', '/%zz'].map((path) =>
        row(
          'An ambiguous path is 400; the log says that AWS may serve it',
          `GET ${path}`,
          { status: 400, log: logged.ambiguousPath },
          { variant: path },
        ),
      ),
    ),
  ],
};

/** A REST API with a resource that catches every other path. */
export const restCatchAll: Topic = {
  title: 'REST API routing',
  api: restApi({
    methods: {
      ...open('ANY /{proxy+}', 'GET /jobs/{op}', 'GET /hardcoded'),
      'OPTIONS /preflight': { function: 'Handler', integration: mock() },
    },
  }),
  rows: [
    ...measured(
      seen.ministackRouting,
      routed('A declared method precedes the catch-all', 'GET /jobs/reboot', '/jobs/{op}'),
      routed(
        notDeclared,
        'POST /jobs/reboot',
        '/{proxy+}',
        { pathParameters: { proxy: 'jobs/reboot' } },
        'a catch-all',
      ),
      routed(notDeclared, 'GET /jobs', '/{proxy+}', {}, 'no method at all'),
      routed(notDeclared, 'GET /preflight', '/{proxy+}', {}, 'only a mock for OPTIONS'),
    ),
    ...measured(
      seen.localstackLambda,
      routed('Slashes before the first segment are one', 'GET //hardcoded', '/hardcoded', {
        path: '/hardcoded',
        pathParameters: null,
        requestContext: { path: '/prod//hardcoded', resourcePath: '/hardcoded' },
      }),
      routed(
        'Slashes before the first segment are one',
        'GET //value',
        '/{proxy+}',
        {
          path: '/value',
          pathParameters: { proxy: 'value' },
          requestContext: { path: '/prod//value' },
        },
        'greedy',
      ),
      routed('Slashes within a greedy parameter are kept', 'GET /value//more', '/{proxy+}', {
        path: '/value//more',
        pathParameters: { proxy: 'value//more' },
      }),
    ),
    ...reported(
      reports.rootOfProxy,
      row('A greedy parameter does not match the root', 'GET /', noMethod),
    ),
  ],
};
