import { httpApi } from '../../templates.ts';
import { behind } from '../fixture-stack.ts';
import {
  assumed,
  type Case,
  documented,
  type Expected,
  measured,
  row,
  type Topic,
} from '../row.ts';
import {
  type Action,
  allowed,
  allowedWith,
  denied,
  scripted,
  showEvent,
  showEventByToken,
} from '../scripted-authorizer.ts';
import { apiGateway, reason, seen } from '../sources.ts';

const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };
const forbidden = { status: 403, body: '{"message":"Forbidden"}' };
const serverError = { status: 500, body: '{"message":"Internal Server Error"}' };

const identitySources = {
  Header: ['$request.header.X-Key'],
  Query: ['$request.querystring.key'],
  Two: ['$request.header.X-Key', '$request.querystring.key'],
  Context: ['$context.identity.sourceIp'],
  Method: ['$context.httpMethod'],
  Nothing: [],
};
const authorizers = {
  ...Object.fromEntries(
    Object.entries(identitySources).map(([id, IdentitySource]) => [
      id,
      { function: 'Authorizer', IdentitySource },
    ]),
  ),
  Simple: { function: 'Authorizer', EnableSimpleResponses: true },
  Old: { function: 'Authorizer', AuthorizerPayloadFormatVersion: '1.0' },
  OldTwo: {
    function: 'Authorizer',
    AuthorizerPayloadFormatVersion: '1.0',
    IdentitySource: identitySources.Two,
  },
};
const api = httpApi({
  authorizers,
  routes: Object.assign(
    {},
    ...Object.keys(authorizers).map((id) => behind(id, `ANY /${id.toLowerCase()}`)),
  ),
});

const sent = (
  behavior: string,
  request: string,
  expected: Expected | number,
  headers: Case['headers'] = {},
  variant?: string,
): Case => row(behavior, request, expected, { headers, ...(variant && { variant }) });
const identity = (
  behavior: string,
  request: string,
  identitySource: unknown,
  headers: Readonly<Record<string, string | string[]>> = {},
): Case => row(behavior, request, { authorizerEvent: { identitySource } }, showEvent(headers));
/** A request to /simple or /old whose authorizer performs an action. */
const after =
  (request: string) =>
  (behavior: string, action: Action, expected: Expected | number, variant?: string): Case =>
    row(behavior, request, expected, { ...scripted(action), ...(variant && { variant }) });
const simple = after('GET /simple');
const old = after('GET /old');
const oldEvent = (behavior: string, members: object, absent: readonly string[] = [], query = '') =>
  row(
    behavior,
    `GET /old${query}`,
    { authorizerEvent: members, absentForAuthorizer: absent },
    showEventByToken(),
  );

export const httpIdentity: Topic = {
  title: 'HTTP API identity sources',
  api,
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      sent('Header names are case-insensitive', 'GET /header', 200, { 'x-kEY': 'a' }),
      sent('A missing or empty header is 401', 'GET /header', unauthorized, {}, 'missing'),
      sent(
        'A missing or empty header is 401',
        'GET /header',
        unauthorized,
        { 'X-Key': '' },
        'empty',
      ),
      sent('A query parameter may be a source', 'GET /query?key=a', 200),
      sent('Query parameters are case-sensitive', 'GET /query?Key=a', unauthorized),
      sent(
        'A missing or empty query parameter is 401',
        'GET /query?key=',
        unauthorized,
        {},
        'empty',
      ),
      sent('A missing or empty query parameter is 401', 'GET /query', unauthorized, {}, 'missing'),
      sent('Every source is required', 'GET /two', unauthorized, {}, 'both missing'),
      sent('Every source is required', 'GET /two', unauthorized, { 'X-Key': 'a' }, 'one missing'),
      sent('Every source is required', 'GET /two?key=a', unauthorized, {}, 'the other missing'),
      sent('Every source is required', 'GET /two?key=a', 200, { 'X-Key': 'a' }, 'both present'),
      identity('identitySource has the order of the template', 'GET /two?key=b', ['a', 'b'], {
        'X-Key': 'a',
      }),
      identity('A context variable may be a source', 'GET /context', [/^(127\.0\.0\.1|::1)$/]),
      identity('The method may be a source', 'PUT /method', ['PUT']),
    ),
    ...measured(
      seen.captures,
      identity(
        'Without sources every request is authorized, with identitySource null',
        'GET /nothing',
        null,
      ),
    ),
    ...assumed(
      reason.analogy,
      identity('A repeated header is one joined value', 'GET /header', ['a,b'], {
        'X-Key': ['a', 'b'],
      }),
    ),
  ],
};

export const httpSimpleResponses: Topic = {
  title: 'HTTP API authorizers with simple responses',
  api,
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      simple('isAuthorized true forwards the request', { return: { isAuthorized: true } }, 200),
      simple(
        'The context reaches the function',
        { return: { isAuthorized: true, context: { a: [1] } } },
        { event: { requestContext: { authorizer: { lambda: { a: [1] } } } } },
      ),
      simple('A policy is 500', allowed, serverError),
      simple('An error is 500', { throw: 'x' }, serverError),
    ),
    ...measured(
      seen.dotnetAuthorizers,
      simple('isAuthorized false is 403', { return: { isAuthorized: false } }, forbidden),
    ),
    ...measured(
      seen.classmethod,
      simple('A missing isAuthorized is 500', { return: {} }, serverError),
    ),
    ...assumed(
      reason.strictest,
      ...['true', 1, null, {}, 'false'].map((isAuthorized) =>
        simple(
          'An isAuthorized that is no boolean is 500',
          { return: { isAuthorized } },
          serverError,
          JSON.stringify(isAuthorized),
        ),
      ),
    ),
  ],
};

export const httpAuthorizersV1: Topic = {
  title: 'HTTP API Lambda authorizers, payload format 1.0',
  api,
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      oldEvent(
        'The event has methodArn and version 1.0',
        {
          version: '1.0',
          type: 'REQUEST',
          methodArn:
            /^arn:aws:execute-api:eu-west-1:123456789012:[a-z0-9]{10}\/\$default\/GET\/old$/,
        },
        ['routeArn', 'rawPath'],
      ),
      row(
        'identitySource and authorizationToken join the sources by commas',
        'GET /oldtwo?key=b',
        { authorizerEvent: { identitySource: 'a,b', authorizationToken: 'a,b' } },
        showEvent({ 'X-Key': 'a' }),
      ),
      oldEvent(
        'The event has resource, path and method',
        {
          resource: '/old',
          path: '/old',
          httpMethod: 'GET',
          queryStringParameters: { q: '1' },
          requestContext: { resourcePath: '/old', httpMethod: 'GET', stage: '$default' },
        },
        [],
        '?q=1',
      ),
      oldEvent('Empty fields are empty objects', { pathParameters: {} }),
      old('Allow forwards the request', allowed, 200),
      old('An error is 500', { throw: 'x' }, serverError),
      old('The reserved context key `claims` is 500', allowedWith({ claims: 'a' }), serverError),
    ),
    ...measured(seen.ministack, old('Deny is 403', denied, forbidden)),
    ...measured(
      seen.publicCode,
      old('A nested context is 500', allowedWith({ map: {} }), serverError),
    ),
    ...assumed(
      reason.strictest,
      old('Error `Unauthorized` is 500', { throw: 'Unauthorized' }, serverError),
    ),
    ...assumed(
      seen.ministack,
      old(
        'A 2.0 integration receives context values as strings',
        allowedWith({ number: 1, flag: true }),
        { event: { requestContext: { authorizer: { lambda: { number: '1', flag: 'true' } } } } },
      ),
    ),
  ],
};
