import { httpApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { behind } from '../fixture-stack.ts';
import {
  assumed,
  type Case,
  documented,
  type Expected,
  measured,
  reported,
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
import { apiGateway, reason } from '../sources.ts';

const forbidden = { status: 403, body: '{"message":"Forbidden"}' };
const serverError = { status: 500, body: '{"message":"Internal Server Error"}' };

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

/** Authorizers that return `isAuthorized` in place of a policy. */
export const httpSimpleResponses: Topic = {
  title: 'HTTP API authorizers with simple responses',
  api: httpApi({
    authorizers: { Simple: { function: 'Authorizer', EnableSimpleResponses: true } },
    routes: behind('Simple', 'ANY /simple'),
  }),
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      simple('isAuthorized true forwards the request', { return: { isAuthorized: true } }, 200),
      simple(
        'The context reaches the function',
        { return: { isAuthorized: true, context: { a: [1] } } },
        { event: { requestContext: { authorizer: { lambda: { a: [1] } } } } },
      ),
    ),
    ...assumed(
      reason.inference,
      simple('A policy is 500', allowed, serverError),
      simple('An error is 500', { throw: 'x' }, serverError),
    ),
    ...measured(
      seen.dotnetAuthorizers,
      simple('isAuthorized false is 403', { return: { isAuthorized: false } }, forbidden),
    ),
    ...reported(
      reports.classmethod,
      simple('A missing isAuthorized is 500', { return: {} }, serverError),
    ),
    ...assumed(
      reason.unsettled,
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

/** Authorizers with the event and results of REST APIs. */
export const httpAuthorizersV1: Topic = {
  title: 'HTTP API Lambda authorizers, payload format 1.0',
  api: httpApi({
    authorizers: {
      Old: { function: 'Authorizer', AuthorizerPayloadFormatVersion: '1.0' },
      OldTwo: {
        function: 'Authorizer',
        AuthorizerPayloadFormatVersion: '1.0',
        IdentitySource: ['$request.header.X-Key', '$request.querystring.key'],
      },
    },
    routes: { ...behind('Old', 'ANY /old'), ...behind('OldTwo', 'ANY /oldtwo') },
  }),
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
    ),
    ...assumed(
      reason.inference,
      old('An error is 500', { throw: 'x' }, serverError),
      old('The reserved context key `claims` is 500', allowedWith({ claims: 'a' }), serverError),
    ),
    ...reported(reports.ministackAuthorizers, old('Deny is 403', denied, forbidden)),
    ...reported(
      reports.publicCode,
      old('A nested context is 500', allowedWith({ map: {} }), serverError),
    ),
    ...assumed(
      reason.unsettled,
      old('Error `Unauthorized` is 500', { throw: 'Unauthorized' }, serverError),
    ),
    ...assumed(
      reports.ministackAuthorizers,
      old(
        'A 2.0 integration receives context values as strings',
        allowedWith({ number: 1, flag: true }),
        { event: { requestContext: { authorizer: { lambda: { number: '1', flag: 'true' } } } } },
      ),
    ),
  ],
};
