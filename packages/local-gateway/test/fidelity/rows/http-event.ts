import { httpApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { fixtureStack, open } from '../fixture-stack.ts';
import { assumed, type Case, documented, measured, reported, row, type Topic } from '../row.ts';
import { apiGateway, reason } from '../sources.ts';

const text = 'text/plain; charset=utf-8';
const trace = 'Root=1-67891233-abcdef012345678912345678';
const loopback = /^(127\.0\.0\.1|::1)$/;

/** A request to /echo, and members of the event. */
const event = (behavior: string, members: object, headers: Case['headers'] = {}, path = '') =>
  row(behavior, `GET /echo${path}`, { event: members, absent: [] }, { headers });
const absent = (behavior: string, names: readonly string[], path = '', members: object = {}) =>
  row(behavior, `GET /echo${path}`, { event: members, absent: names });
const context = (behavior: string, members: object, headers: Case['headers'] = {}) =>
  event(behavior, { requestContext: members }, headers);
const path = (behavior: string, requestPath: string, members: object) =>
  row(behavior, `GET ${requestPath}`, { event: members, absent: [] });

function body(contentType: string | undefined, sent: string | Buffer, encoded?: string): Case {
  const isBase64Encoded = encoded !== undefined;
  const behavior = isBase64Encoded
    ? 'Other and missing content types are base64'
    : 'Text, JSON, XML and JavaScript bodies are text';
  return row(
    behavior,
    'POST /echo',
    { event: { body: encoded ?? sent, isBase64Encoded } },
    {
      headers: contentType === undefined ? {} : { 'Content-Type': contentType },
      body: sent,
      variant: contentType ?? 'no content type',
    },
  );
}

/** The request event of payload format 2.0, field by field. */
export const httpEvent: Topic = {
  title: 'HTTP API event, payload format 2.0',
  stack: fixtureStack(
    httpApi({ routes: open('ANY /echo', 'ANY /echo/{id}', 'ANY /all/{proxy+}') }),
    {},
    { environment: 'aws://111122223333/eu-central-1' },
  ),
  rows: [
    ...documented(
      apiGateway['http-api-develop-integrations-lambda'],
      event('version is a string', { version: '2.0' }),
      event('routeKey is the key of the route', {
        routeKey: 'ANY /echo',
        requestContext: { routeKey: 'ANY /echo' },
      }),
      path('rawPath is the path', '/echo/1', {
        rawPath: '/echo/1',
        requestContext: { http: { path: '/echo/1' } },
      }),
      path('Repeated query names are joined by commas', '/echo?q=1&r=2&q=3', {
        queryStringParameters: { q: '1,3', r: '2' },
      }),
      path('Query names are case-sensitive', '/echo?q=1&Q=2', {
        queryStringParameters: { q: '1', Q: '2' },
      }),
      event(
        'Header names are lower case',
        { headers: { 'x-mixed-case': '1' } },
        { 'X-Mixed-CASE': '1' },
      ),
      event(
        'Repeated headers are joined by commas',
        { headers: { 'x-two': '1,2' } },
        { 'X-Two': ['1', '2'] },
      ),
      event(
        'cookies has one entry per cookie',
        { cookies: ['a=1', 'b=2'] },
        { Cookie: 'a=1; b=2' },
      ),
      event(
        'The host header is unchanged',
        { headers: { host: 'example.com' } },
        { Host: 'example.com' },
      ),
      context('accountId is the account of the stack', { accountId: '111122223333' }),
      context('apiId and domainPrefix have ten characters', {
        apiId: /^[a-z0-9]{10}$/,
        domainPrefix: /^[a-z0-9]{10}$/,
      }),
      context('domainName is the execute-api host of the region', {
        domainName: /^[a-z0-9]{10}\.execute-api\.eu-central-1\.amazonaws\.com$/,
      }),
      row('http.method is the method of the request', 'PATCH /echo', {
        event: { requestContext: { http: { method: 'PATCH' } } },
        absent: [],
      }),
      context(
        'http.sourceIp ignores x-forwarded-for',
        { http: { sourceIp: loopback } },
        { 'X-Forwarded-For': '203.0.113.1' },
      ),
      context(
        'http.userAgent is the user-agent header',
        { http: { userAgent: 'agent/1' } },
        { 'User-Agent': 'agent/1' },
      ),
      context('requestId has 16 characters', { requestId: /^[\w-]{15}=$/ }),
      context('time has common log format', {
        time: /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/,
      }),
      row('timeEpoch is in milliseconds', 'GET /echo', { body: /"timeEpoch":1\d{12}\b/ }),
      absent('Authorizer fields are absent', ['type', 'routeArn', 'identitySource', 'methodArn']),
      absent(
        'Fields of payload format 1.0 are absent',
        [
          ...['multiValueHeaders', 'multiValueQueryStringParameters', 'httpMethod', 'path'],
          'resource',
        ],
        '?q=1',
      ),
    ),
    ...documented(
      apiGateway['http-api-logging-variables'],
      context('http.protocol is HTTP/1.1', { http: { protocol: 'HTTP/1.1' } }),
    ),
    ...measured(
      seen.dotnet,
      path('rawPath is percent-decoded', '/echo/a%20%C3%A4', {
        rawPath: '/echo/a ä',
        requestContext: { http: { path: '/echo/a ä' } },
      }),
      path('rawQueryString is not decoded', '/echo?q=a%20b&r=+', { rawQueryString: 'q=a%20b&r=+' }),
      event('rawQueryString is empty without a query', { rawQueryString: '' }),
      path('Query values are decoded', '/echo?q=a%20b+c', {
        queryStringParameters: { q: 'a b c' },
      }),
      path('Query names are decoded', '/echo?a%5B%5D=1', { queryStringParameters: { 'a[]': '1' } }),
      path('A query name without a value has an empty value', '/echo?q&r=', {
        queryStringParameters: { q: '', r: '' },
      }),
      event('content-length is present without a body', { headers: { 'content-length': '0' } }),
    ),
    ...reported(
      reports.flociPaths,
      path('rawPath keeps a trailing slash', '/all/a/', { rawPath: '/all/a/' }),
    ),
    ...measured(
      seen.voker,
      path('rawPath ends before a decoded question mark', '/echo/a%3Fb', {
        rawPath: '/echo/a',
        requestContext: { http: { path: '/echo/a' } },
      }),
    ),
    ...assumed(
      reason.adapters,
      row(
        'The cookie header is removed',
        'GET /echo',
        { event: { cookies: ['a=1'] }, absent: ['headers.cookie'] },
        { headers: { Cookie: 'a=1' } },
      ),
    ),
    ...measured(
      seen.powertools,
      absent('The connection header is removed', ['headers.connection']),
      event('x-forwarded-for, -port and -proto are added', {
        headers: {
          'x-forwarded-for': loopback,
          'x-forwarded-port': '443',
          'x-forwarded-proto': 'https',
        },
      }),
      event(
        'The client address is appended to x-forwarded-for',
        { headers: { 'x-forwarded-for': /^203\.0\.113\.1, (127\.0\.0\.1|::1)$/ } },
        { 'X-Forwarded-For': '203.0.113.1' },
      ),
      event('x-amzn-trace-id is added', {
        headers: { 'x-amzn-trace-id': /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/ },
      }),
      absent(
        'Empty fields are absent',
        ['cookies', 'queryStringParameters', 'pathParameters', 'stageVariables', 'body'],
        '',
        { isBase64Encoded: false },
      ),
      absent('authentication is absent without a client certificate', [
        'requestContext.authentication',
      ]),
    ),
    ...assumed(
      reason.xRay,
      event(
        "The client's x-amzn-trace-id is kept",
        { headers: { 'x-amzn-trace-id': trace } },
        { 'X-Amzn-Trace-Id': trace },
      ),
    ),
    ...reported(
      reports.publicEvents,
      absent('An open route has no authorizer field', ['requestContext.authorizer']),
    ),
    ...measured(
      seen.ministackBodies,
      body('application/json', '{"a":1}'),
      body('application/json; charset=UTF-8', '{"ä":1}'),
      body(text, 'ä€'),
      body('application/xml', '<a/>'),
      body('application/javascript', 'a()'),
      body('application/x-www-form-urlencoded', 'a=1&b=2', 'YT0xJmI9Mg=='),
      body('application/octet-stream', Buffer.from([0, 255]), 'AP8='),
      body('image/png', Buffer.from([137, 80]), 'iVA='),
      body('multipart/form-data; boundary=x', '--x--', 'LS14LS0='),
      body(undefined, 'hello', 'aGVsbG8='),
    ),
    ...assumed(
      reason.analogy,
      row(
        'A chunked body arrives whole with its length',
        'POST /echo',
        { event: { body: 'hello', headers: { 'content-length': '5' } } },
        { headers: { 'Content-Type': text, 'Transfer-Encoding': 'chunked' }, body: 'hello' },
      ),
      row(
        'A GET request may have a body',
        'GET /echo',
        { event: { body: 'hi', isBase64Encoded: false } },
        { headers: { 'Content-Type': text, 'Content-Length': '2' }, body: 'hi' },
      ),
    ),
  ],
};
