import { httpApi } from '../../templates.ts';
import { seen } from '../evidence.ts';
import { behind, open } from '../fixture-stack.ts';
import {
  assumed,
  type Case,
  documented,
  type Expected,
  measured,
  row,
  type Topic,
} from '../row.ts';
import { allowedWith, scripted } from '../scripted-authorizer.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway, reason } from '../sources.ts';

const routes = {
  ...open('ANY /echo', 'GET /echo/{id}', '$default'),
  ...behind('Token', 'GET /protected'),
};

const event = (
  behavior: string,
  request: string,
  members: object,
  options: Pick<Case, 'headers' | 'body'> & { readonly absent?: readonly string[] } = {},
) => {
  const { absent = [], ...sent } = options;
  return row(behavior, request, { event: members, absent }, sent);
};
const returns = (behavior: string, value: unknown, expected: Expected) =>
  row(behavior, perform({ return: value }, 'GET /echo'), expected);

/** Payload format 1.0 of an HTTP API's integration. */
export const httpEventV1: Topic = {
  title: 'HTTP API integrations, payload format 1.0',
  api: httpApi({
    authorizers: { Token: { function: 'Authorizer' } },
    routes: Object.fromEntries(
      Object.entries(routes).map(([key, route]) => [
        key,
        { ...route, integration: { PayloadFormatVersion: '1.0' } },
      ]),
    ),
  }),
  rows: [
    ...documented(
      apiGateway['http-api-develop-integrations-lambda'],
      event('version is 1.0', 'GET /echo', { version: '1.0' }),
      event('resource is the path of the route', 'GET /echo/7', {
        resource: '/echo/{id}',
        requestContext: { resourcePath: '/echo/{id}' },
      }),
      event('path and httpMethod are those of the request', 'PUT /echo', {
        path: '/echo',
        httpMethod: 'PUT',
        requestContext: { httpMethod: 'PUT' },
      }),
      event('Empty fields are null', 'GET /echo', {
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: null,
        stageVariables: null,
        body: null,
        isBase64Encoded: false,
      }),
      event('Unknown identity fields are null', 'GET /echo', {
        requestContext: {
          identity: {
            accessKey: null,
            accountId: null,
            caller: null,
            cognitoIdentityId: null,
            principalOrgId: null,
            user: null,
            userArn: null,
          },
        },
      }),
      event(
        'identity has the address and user agent',
        'GET /echo',
        {
          requestContext: { identity: { sourceIp: /^(127\.0\.0\.1|::1)$/, userAgent: 'agent/1' } },
        },
        { headers: { 'User-Agent': 'agent/1' } },
      ),
      event('requestTime has common log format', 'GET /echo', {
        requestContext: { requestTime: /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/ },
      }),
      event('requestContext has protocol and stage', 'GET /echo', {
        requestContext: { protocol: 'HTTP/1.1', stage: '$default' },
      }),
      event(
        'Fields of payload format 2.0 are absent',
        'GET /echo',
        {},
        { absent: ['rawPath', 'rawQueryString', 'cookies', 'routeKey', 'requestContext.http'] },
      ),
    ),
    ...measured(
      seen.dotnet,
      event('path is encoded, requestContext.path decoded', 'GET /echo/a%20b', {
        path: '/echo/a%20b',
        requestContext: { path: '/echo/a b' },
      }),
      event('Path parameters are decoded', 'GET /echo/a%20b', { pathParameters: { id: 'a b' } }),
      event(
        'Header names are title case',
        'GET /echo',
        { headers: { 'X-Mixed-Case': '1' } },
        { headers: { 'x-mixed-CASE': '1' } },
      ),
      event(
        'headers has the last value, multiValueHeaders all',
        'GET /echo',
        { headers: { 'X-Two': '2' }, multiValueHeaders: { 'X-Two': ['1', '2'] } },
        { headers: { 'X-Two': ['1', '2'] } },
      ),
      event(
        'queryStringParameters has the last value, its multi-value field all',
        'GET /echo?q=1&q=2',
        { queryStringParameters: { q: '2' }, multiValueQueryStringParameters: { q: ['1', '2'] } },
      ),
      event('resourceId is the route key', 'GET /echo/7', {
        requestContext: { resourceId: 'GET /echo/{id}' },
      }),
      event('requestId and extendedRequestId have one format', 'GET /echo', {
        requestContext: { requestId: /^[\w-]{15}=$/, extendedRequestId: /^[\w-]{15}=$/ },
      }),
      returns(
        'An object with statusCode is a response',
        { statusCode: 201, body: 'made' },
        { status: 201, body: 'made', headers: { 'content-type': 'text/plain; charset=utf-8' } },
      ),
      returns(
        'A base64 response body is decoded',
        { statusCode: 200, body: 'aGk=', isBase64Encoded: true },
        { status: 200, body: 'hi' },
      ),
      returns(
        'Each of multiValueHeaders is sent separately',
        { statusCode: 200, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] } },
        { headers: { 'set-cookie': ['a=1', 'b=2'] } },
      ),
      returns(
        'multiValueHeaders override headers',
        { statusCode: 200, headers: { a: '1', b: '2' }, multiValueHeaders: { a: ['3'] } },
        { headers: { a: '3', b: '2' } },
      ),
      returns(
        'cookies of a response are ignored',
        { statusCode: 200, cookies: ['a=1'] },
        { status: 200, headers: { 'set-cookie': null } },
      ),
      ...[
        { variant: 'an object without statusCode', action: { return: { a: 1 } } },
        { variant: 'a string', action: { return: 'hello' } },
        { variant: 'an array', action: { return: [1] } },
        { variant: 'undefined', action: { nothing: 0 } },
      ].map(({ variant, action }) =>
        row(
          'Any other result is 500',
          perform(action, 'GET /echo'),
          { status: 500, body: '{"message":"Internal Server Error"}' },
          { variant },
        ),
      ),
    ),
    ...assumed(
      reason.inference,
      event(
        'The cookie header is kept',
        'GET /echo',
        { headers: { Cookie: 'a=1; b=2' } },
        { headers: { Cookie: 'a=1; b=2' } },
      ),
    ),
    ...measured(
      seen.dotnetAuthorizers,
      event(
        'requestContext.authorizer is the flat authorizer context',
        'GET /protected',
        { requestContext: { authorizer: { tenant: 'a' } } },
        { ...scripted(allowedWith({ tenant: 'a' })), absent: ['requestContext.authorizer.lambda'] },
      ),
    ),
    ...measured(
      seen.ministackBodies,
      event(
        'A JSON body is text',
        'POST /echo',
        { body: '{}', isBase64Encoded: false },
        { headers: { 'Content-Type': 'application/json' }, body: '{}' },
      ),
    ),
  ],
};
