import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { act } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

const notFound = { status: 404, body: '{"message":"Not Found"}' };

/** A request and the route that it must take. */
function takes(
  behaviour: string,
  request: string,
  routeKey: string,
  pathParameters: object | undefined,
  source: string,
  confidence: FidelityRow['confidence'],
): FidelityRow {
  const parameters = pathParameters === undefined ? {} : { pathParameters };
  const absent = pathParameters === undefined ? ['pathParameters'] : [];
  return {
    behaviour,
    source,
    confidence,
    request,
    expected: { status: 200, event: { routeKey, ...parameters }, absent },
  };
}

/** Which route of an HTTP API a request takes. */
export const httpRoutes: Theme = {
  title: 'HTTP API: routes',
  stack: {
    code: { act },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        ...httpApi({
          routes: Object.fromEntries(
            [
              ...['GET /', 'GET /pets', 'GET /pets/dogs', 'GET /pets/{id}', 'ANY /pets/{id}'],
              ...['GET /pets/dogs/{id}', 'GET /pets/dogs/{proxy+}', 'DELETE /pets/dogs/{proxy+}'],
              ...['GET /files/{path+}', 'GET /exact', 'POST /exact', 'ANY /any', 'HEAD /head'],
              ...['OPTIONS /options', 'GET /slash/', 'GET /a/{x}/b/{y}', 'GET /lit/fixed/{v}'],
              ...['GET /lit/{v}/fixed', 'GET /UPPER', 'ANY /mixed/{proxy+}', 'GET /mixed/one'],
            ].map((key) => [key, { function: 'Act' }]),
          ),
        }),
      },
    },
  },
  rows: [
    takes(
      'a literal path matches exactly',
      'GET /exact',
      'GET /exact',
      undefined,
      page.routes,
      'confirmed',
    ),
    takes('the root has a route of its own', 'GET /', 'GET /', undefined, page.routes, 'confirmed'),
    takes(
      'the method tells routes of one path apart',
      'POST /exact',
      'POST /exact',
      undefined,
      page.routes,
      'confirmed',
    ),
    takes(
      'a literal segment comes before a variable',
      'GET /pets/dogs',
      'GET /pets/dogs',
      undefined,
      page.routes,
      'confirmed',
    ),
    takes(
      'a variable takes one segment',
      'GET /pets/7',
      'GET /pets/{id}',
      { id: '7' },
      page.routes,
      'confirmed',
    ),
    takes(
      'a full match comes before a greedy one',
      'GET /pets/dogs/1',
      'GET /pets/dogs/{id}',
      { id: '1' },
      page.routes,
      'confirmed',
    ),
    takes(
      'a greedy variable takes what is left',
      'GET /pets/dogs/1/2',
      'GET /pets/dogs/{proxy+}',
      { proxy: '1/2' },
      page.routes,
      'confirmed',
    ),
    takes(
      'a greedy variable may take a single segment',
      'GET /files/a',
      'GET /files/{path+}',
      { path: 'a' },
      page.routes,
      'confirmed',
    ),
    takes(
      'of one path, the route that names the method comes before ANY',
      'GET /pets/8',
      'GET /pets/{id}',
      { id: '8' },
      page.routes,
      'confirmed',
    ),
    takes(
      'ANY takes the methods that no other route of its path names',
      'PUT /pets/8',
      'ANY /pets/{id}',
      { id: '8' },
      page.routes,
      'confirmed',
    ),
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) =>
      takes(
        `ANY takes ${method}`,
        `${method} /any`,
        'ANY /any',
        undefined,
        page.routes,
        'confirmed',
      ),
    ),
    {
      behaviour: 'ANY takes HEAD, whose answer has no body',
      source: page.routes,
      confidence: 'confirmed',
      request: 'HEAD /any',
      expected: { status: 200, body: '', headers: { 'content-length': /^[1-9]/ } },
    },
    {
      behaviour: 'a route may name HEAD',
      source: page.routes,
      confidence: 'confirmed',
      request: 'HEAD /head',
      expected: { status: 200 },
    },
    {
      behaviour: 'a route may name OPTIONS',
      source: page.routes,
      confidence: 'confirmed',
      request: 'OPTIONS /options',
      expected: { status: 200, event: { routeKey: 'OPTIONS /options' } },
    },
    {
      behaviour: 'a GET route does not take HEAD',
      source: 'the documentation maps no method to another',
      confidence: 'unknown',
      request: 'HEAD /exact',
      expected: { status: 404, body: '' },
    },
    {
      behaviour: 'OPTIONS without a route or CORS configuration is not found',
      source: page.routes,
      confidence: 'confirmed',
      request: 'OPTIONS /exact',
      headers: { Origin: 'https://example.com', 'Access-Control-Request-Method': 'GET' },
      expected: notFound,
    },
    {
      behaviour: 'a path that no route matches is not found, in exactly these words',
      source: page.routes,
      confidence: 'confirmed',
      request: 'GET /nowhere',
      expected: { ...notFound, headers: { 'content-type': 'application/json' } },
    },
    {
      behaviour: 'a method that the path does not have is 404, never 405',
      source: page.routes,
      confidence: 'confirmed',
      request: 'DELETE /exact',
      expected: { ...notFound, headers: { allow: null } },
    },
    {
      behaviour: 'a method outside of those that routes can name is not found, ANY or not',
      source: page.routes,
      confidence: 'unknown',
      request: 'PROPFIND /any',
      expected: notFound,
    },
    takes(
      'of two partial literals the one whose literal comes first wins',
      'GET /lit/fixed/fixed',
      'GET /lit/fixed/{v}',
      { v: 'fixed' },
      seen.floci,
      'reported',
    ),
    takes(
      'several variables each take their segment',
      'GET /a/1/b/2',
      'GET /a/{x}/b/{y}',
      { x: '1', y: '2' },
      page.routes,
      'confirmed',
    ),
    takes(
      'a more specific path with the method comes before a greedy ANY',
      'GET /mixed/one',
      'GET /mixed/one',
      undefined,
      page.routes,
      'confirmed',
    ),
    takes(
      'a path whose method no specific route has falls to the greedy ANY',
      'POST /mixed/one',
      'ANY /mixed/{proxy+}',
      { proxy: 'one' },
      page.routes,
      'confirmed',
    ),
    takes(
      'a greedy variable leaves a trailing slash out',
      'GET /files/a/b/',
      'GET /files/{path+}',
      { path: 'a/b' },
      seen.floci,
      'reported',
    ),
    takes(
      'a route may end in a slash',
      'GET /slash/',
      'GET /slash/',
      undefined,
      nobody.likeOthers,
      'unknown',
    ),
    takes(
      'variables are percent-decoded',
      'GET /pets/a%20b',
      'GET /pets/{id}',
      { id: 'a b' },
      seen.dotnet,
      'reported',
    ),
    takes(
      'a plus sign in a path stays one',
      'GET /pets/a+b',
      'GET /pets/{id}',
      { id: 'a+b' },
      nobody.likeOthers,
      'unknown',
    ),
    takes(
      'literals are matched decoded',
      'GET /%65xact',
      'GET /exact',
      undefined,
      seen.dotnet,
      'reported',
    ),
    ...(
      [
        ['a trailing slash is another path than without', 'GET /exact/', 'unknown'],
        ['a missing trailing slash is another path than with', 'GET /slash', 'unknown'],
        ['literals are case-sensitive', 'GET /EXACT', 'unknown'],
        ['literals in capitals are, too', 'GET /upper', 'unknown'],
        ['an empty first segment is one', 'GET //exact', 'unknown'],
        ['a variable does not take an empty segment', 'GET /pets/', 'unknown'],
        ['a greedy variable needs a segment', 'GET /files/', 'unknown'],
        ['a greedy variable does not match without its slash', 'GET /files', 'unknown'],
        ['a variable takes no second segment', 'GET /a/1/2/b/3', 'confirmed'],
      ] as const
    ).map(
      ([behaviour, request, confidence]): FidelityRow => ({
        behaviour,
        source: confidence === 'confirmed' ? page.routes : nobody.strictest,
        confidence,
        request,
        expected: notFound,
      }),
    ),
    ...[
      '/%2e/exact',
      '/x/../exact',
      '/exact%2f',
      '/pets/%2e%2e',
      '/pets/a%2fb',
      '/%zz',
      '/pets/a%00',
    ].map(
      (path): FidelityRow => ({
        behaviour: `a path that could be read in two ways goes nowhere: ${path}`,
        source: nobody.strictest,
        confidence: 'unknown',
        request: `GET ${path}`,
        expected: { status: 400, body: '{"message":"Bad Request"}' },
      }),
    ),
  ],
};

/** The `$default` route, and what comes before it. */
export const httpDefaultRoute: Theme = {
  title: 'HTTP API: the $default route',
  stack: {
    code: { act },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        ...httpApi({
          routes: {
            'GET /pets': { function: 'Act' },
            'ANY /greedy/{proxy+}': { function: 'Act' },
            $default: { function: 'Act' },
          },
        }),
      },
    },
  },
  rows: [
    takes(
      '$default takes a path that no other route does',
      'GET /other',
      '$default',
      undefined,
      page.routes,
      'confirmed',
    ),
    takes('$default takes the root', 'GET /', '$default', undefined, page.routes, 'confirmed'),
    takes(
      '$default takes another method of a path that has a route',
      'POST /pets',
      '$default',
      undefined,
      page.routes,
      'confirmed',
    ),
    takes('$default takes OPTIONS', 'OPTIONS /pets', '$default', undefined, page.cors, 'confirmed'),
    takes(
      'a greedy route comes before $default',
      'GET /greedy/x',
      'ANY /greedy/{proxy+}',
      { proxy: 'x' },
      page.routes,
      'confirmed',
    ),
    takes(
      'a full match comes before $default',
      'GET /pets',
      'GET /pets',
      undefined,
      page.routes,
      'confirmed',
    ),
    takes(
      '$default takes what a greedy variable leaves: its own path',
      'GET /greedy',
      '$default',
      undefined,
      nobody.strictest,
      'unknown',
    ),
  ],
};
