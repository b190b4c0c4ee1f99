import { httpApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { open } from '../fixture-stack.ts';
import { assumed, type Case, documented, measured, reported, row, type Topic } from '../row.ts';
import { apiGateway, reason } from '../sources.ts';

const notFound = { status: 404, body: '{"message":"Not Found"}' };

/** A request and the route that it matches. */
function routed(
  behavior: string,
  request: string,
  routeKey: string,
  pathParameters?: object,
  variant?: string,
): Case {
  const event = { routeKey, ...(pathParameters && { pathParameters }) };
  const absent = pathParameters === undefined ? ['pathParameters'] : [];
  return row(behavior, request, { status: 200, event, absent }, variant ? { variant } : {});
}

/** Which route of an HTTP API a request matches. */
export const httpRoutes: Topic = {
  title: 'HTTP API routes',
  api: httpApi({
    routes: open(
      ...['GET /', 'GET /pets', 'GET /pets/dogs', 'GET /pets/{id}', 'ANY /pets/{id}'],
      ...['GET /pets/dogs/{id}', 'GET /pets/dogs/{proxy+}', 'DELETE /pets/dogs/{proxy+}'],
      ...['GET /files/{path+}', 'GET /exact', 'POST /exact', 'ANY /any', 'HEAD /head'],
      ...['OPTIONS /options', 'GET /a/{x}/b/{y}', 'GET /lit/fixed/{v}', 'ANY /kinds/one'],
      ...['GET /kinds/{id}'],
      ...['GET /lit/{v}/fixed', 'GET /UPPER', 'ANY /mixed/{proxy+}', 'GET /mixed/one'],
    ),
  }),
  rows: [
    ...documented(
      apiGateway['http-api-develop-routes'],
      routed('A literal path matches exactly', 'GET /exact', 'GET /exact'),
      routed('The root path has its own route', 'GET /', 'GET /'),
      routed('Routes of one path differ by method', 'POST /exact', 'POST /exact'),
      routed('A literal segment precedes a parameter', 'GET /pets/dogs', 'GET /pets/dogs'),
      routed('A parameter matches one segment', 'GET /pets/7', 'GET /pets/{id}', { id: '7' }),
      routed('A full match precedes a greedy one', 'GET /pets/dogs/1', 'GET /pets/dogs/{id}', {
        id: '1',
      }),
      routed(
        'A greedy parameter matches the remaining segments',
        'GET /pets/dogs/1/2',
        'GET /pets/dogs/{proxy+}',
        { proxy: '1/2' },
      ),
      routed('A greedy parameter matches a single segment', 'GET /files/a', 'GET /files/{path+}', {
        path: 'a',
      }),
      routed('An explicit method precedes ANY', 'GET /pets/8', 'GET /pets/{id}', { id: '8' }),
      routed('ANY matches the methods without a route', 'PUT /pets/8', 'ANY /pets/{id}', {
        id: '8',
      }),
      ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) =>
        routed('ANY matches every method', `${method} /any`, 'ANY /any', undefined, method),
      ),
      row('ANY matches HEAD; the response has no body', 'HEAD /any', {
        status: 200,
        body: '',
        headers: { 'content-length': /^[1-9]/ },
      }),
      row('A route may name HEAD', 'HEAD /head', 200),
      row('A route may name OPTIONS', 'OPTIONS /options', {
        status: 200,
        event: { routeKey: 'OPTIONS /options' },
      }),
      row('A path without a route is 404 `{"message":"Not Found"}`', 'GET /nowhere', {
        ...notFound,
        headers: { 'content-type': 'application/json' },
      }),
      routed('Each of several parameters matches its segment', 'GET /a/1/b/2', 'GET /a/{x}/b/{y}', {
        x: '1',
        y: '2',
      }),
      routed('A specific path precedes a greedy ANY', 'GET /mixed/one', 'GET /mixed/one'),
      routed(
        'A greedy ANY matches methods without a specific route',
        'POST /mixed/one',
        'ANY /mixed/{proxy+}',
        { proxy: 'one' },
      ),
      row('A parameter does not match two segments', 'GET /a/1/2/b/3', notFound),
    ),
    ...reported(
      reports.flociPaths,
      routed('A greedy parameter omits a trailing slash', 'GET /files/a/b/', 'GET /files/{path+}', {
        path: 'a/b',
      }),
    ),
    ...measured(
      seen.dotnet,
      routed('Path parameters are percent-decoded', 'GET /pets/a%20b', 'GET /pets/{id}', {
        id: 'a b',
      }),
      routed('Literals match the decoded path', 'GET /%65xact', 'GET /exact'),
    ),
    ...reported(
      reports.yulin,
      row('A greedy parameter requires a segment', 'GET /files/', notFound, { variant: 'slash' }),
      row('A greedy parameter requires a segment', 'GET /files', notFound, { variant: 'no slash' }),
    ),
    ...assumed(
      reason.noMapping,
      row('GET does not match HEAD', 'HEAD /exact', { status: 404, body: '' }),
    ),
    ...assumed(
      reason.inference,
      routed('ANY matches an unknown method', 'PROPFIND /any', 'ANY /any'),
      row('OPTIONS without a route or CORS configuration is 404', 'OPTIONS /exact', notFound, {
        headers: { Origin: 'https://example.com', 'Access-Control-Request-Method': 'GET' },
      }),
      row('A method without a route is 404, not 405', 'DELETE /exact', {
        ...notFound,
        headers: { allow: null },
      }),
      routed('A plus sign in a path is literal', 'GET /pets/a+b', 'GET /pets/{id}', { id: 'a+b' }),
      routed('A backslash in a path is literal', 'GET /pets/a%5Cb', 'GET /pets/{id}', {
        id: 'a\\b',
      }),
      row('An encoded slash separates segments', 'GET /pets/a%2Fb', notFound),
      routed(
        'An encoded slash separates segments',
        'GET /files/a%2Fb',
        'GET /files/{path+}',
        {
          path: 'a/b',
        },
        'greedy',
      ),
    ),
    ...assumed(
      reports.trailingSlash,
      row('A trailing slash is significant', 'GET /exact/', notFound),
    ),
    ...assumed(
      reason.unsettled,
      routed(
        'The earlier literal segment decides between partial matches',
        'GET /lit/fixed/fixed',
        'GET /lit/fixed/{v}',
        { v: 'fixed' },
      ),
      routed(
        'ANY of a more specific path precedes the method of a less specific one',
        'GET /kinds/one',
        'ANY /kinds/one',
      ),
      row('Literals are case-sensitive', 'GET /EXACT', notFound, { variant: 'upper case' }),
      row('Literals are case-sensitive', 'GET /upper', notFound, { variant: 'lower case' }),
      row('An empty first segment counts', 'GET //exact', notFound),
      row('A parameter does not match an empty segment', 'GET /pets/', notFound),
      ...['/%2e/exact', '/x/../exact', '/pets/%2e%2e', '/%zz', '/pets/a%00'].map((path) =>
        row(
          'An ambiguous path is 400; the log says that AWS may serve it',
          `GET ${path}`,
          { status: 400, body: '{"message":"Bad Request"}', log: logged.ambiguousPath },
          { variant: path },
        ),
      ),
    ),
  ],
};

/** The `$default` route, and what precedes it. */
export const httpDefaultRoute: Topic = {
  title: 'HTTP API routes',
  api: httpApi({ routes: open('GET /pets', 'ANY /greedy/{proxy+}', '$default') }),
  rows: [
    ...documented(
      apiGateway['http-api-develop-routes'],
      routed('$default matches a path without a route', 'GET /other', '$default'),
      routed('$default matches the root', 'GET /', '$default'),
      routed('$default matches a method without a route', 'POST /pets', '$default'),
      routed('A greedy route precedes $default', 'GET /greedy/x', 'ANY /greedy/{proxy+}', {
        proxy: 'x',
      }),
      routed('A full match precedes $default', 'GET /pets', 'GET /pets'),
    ),
    ...documented(
      apiGateway['http-api-cors'],
      routed('$default matches OPTIONS', 'OPTIONS /pets', '$default'),
    ),
    ...measured(
      seen.fastify,
      row('$default matches an encoded slash, decoded', 'GET /a%2Fb', {
        event: { routeKey: '$default', rawPath: '/a/b' },
      }),
    ),
    ...reported(
      reports.yulin,
      routed('$default matches the parent path of a greedy route', 'GET /greedy', '$default'),
    ),
    ...assumed(
      reason.inference,
      routed('$default matches an unknown method', 'PROPFIND /pets', '$default'),
    ),
  ],
};
