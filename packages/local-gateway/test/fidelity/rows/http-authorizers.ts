import { httpApi, lambdaFunction } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { behind, fixtureStack, open } from '../fixture-stack.ts';
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
  allow,
  allowed,
  allowedWith,
  denied,
  deny,
  policy,
  result,
  scripted,
} from '../scripted-authorizer.ts';
import { apiGateway, reason } from '../sources.ts';

const json = { 'content-type': 'application/json' };
const unauthorized = { status: 401, body: '{"message":"Unauthorized"}', headers: json };
const forbidden = { status: 403, body: '{"message":"Forbidden"}', headers: json };
const serverError = { status: 500, body: '{"message":"Internal Server Error"}', headers: json };

/** A request whose authorizer performs an action. */
const after = (
  behavior: string,
  action: Action,
  expected: Expected | number,
  options: Pick<Case, 'slow' | 'variant'> = {},
): Case => row(behavior, 'GET /protected', expected, { ...scripted(action), ...options });
const context = (behavior: string, action: Action, lambda: object | null): Case =>
  after(behavior, action, { event: { requestContext: { authorizer: { lambda } } } });

/** Lambda authorizers of an HTTP API, payload format 2.0 with a policy. */
export const httpAuthorizers: Topic = {
  title: 'HTTP API Lambda authorizers, payload format 2.0',
  stack: fixtureStack(
    httpApi({
      authorizers: {
        Token: { function: 'Authorizer' },
        Slow: { function: 'SlowAuthorizer' },
        Unreachable: { function: 'Off' },
      },
      routes: {
        ...behind('Token', 'ANY /protected'),
        ...behind('Slow', 'GET /slow'),
        ...behind('Unreachable', 'GET /unreachable'),
        ...open('GET /open'),
      },
    }),
    {
      Authorizer: lambdaFunction('authorizer', { Timeout: 1 }),
      SlowAuthorizer: lambdaFunction('authorizer', { Timeout: 60 }),
      Off: lambdaFunction('authorizer', { ReservedConcurrentExecutions: 0 }),
    },
  ),
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      row('A missing token is 401; the authorizer is not called', 'GET /protected', {
        ...unauthorized,
        headers: { ...json, 'www-authenticate': null },
        log: logged.authorizerNotCalled,
      }),
      row('An empty token is missing', 'GET /protected', unauthorized, {
        headers: { Authorization: '' },
      }),
      row('An open route needs no token', 'GET /open', 200),
      after('Allow forwards the request', allowed, 200),
      after('A policy for exactly this request allows it', policy(allow('{arn}')), 200),
      after('A malformed result is 500', { nothing: null }, serverError, { variant: 'undefined' }),
      ...[
        { variant: 'a boolean', value: true },
        { variant: 'a string', value: 'Allow' },
        { variant: 'an array', value: [] },
        { variant: 'an empty object', value: {} },
        { variant: 'a simple response', value: { isAuthorized: true } },
        { variant: 'a string as policy', value: { principalId: 'a', policyDocument: '{}' } },
        {
          variant: 'a policy without statements',
          value: { principalId: 'a', policyDocument: { Version: '2012-10-17' } },
        },
        { variant: 'a string as context', value: result([allow('*')], { context: 'a' }) },
      ].map(({ variant, value }) =>
        after('A malformed result is 500', { return: value }, serverError, { variant }),
      ),
      row('An authorizer that cannot be invoked is 500', 'GET /unreachable', serverError, {
        headers: { Authorization: 'Bearer foo' },
      }),
      context(
        'Arrays and objects of the context reach the function',
        allowedWith({ list: ['a', 1], map: { a: { b: 2 } } }),
        { list: ['a', 1], map: { a: { b: 2 } } },
      ),
    ),
    ...assumed(
      reason.inference,
      row('HEAD is authorized like other methods', 'HEAD /protected', { status: 401, body: '' }),
      row('An unknown route is 404 without a token', 'GET /nowhere', 404),
      after('An authorizer that throws is 500', { throw: 'JWKS unavailable' }, serverError),
      after('An authorizer that exits is 500', { exit: 1 }, serverError),
      after(
        'The context of a Deny is not sent to the client',
        { return: result([deny('*')], { context: { reason: 'expired' } }) },
        { ...forbidden, log: logged.deniedBecauseExpired },
      ),
    ),
    ...reported(
      reports.ministackAuthorizers,
      after('Deny is 403', denied, forbidden),
      after(
        'A policy for another path is 403',
        policy(allow('{api}/$default/GET/other')),
        forbidden,
      ),
    ),
    ...reported(
      reports.classmethod,
      after(
        'The error message is not sent',
        { throw: 'secret' },
        { body: /^(?!.*secret)/, log: logged.authorizerThrew },
      ),
    ),
    ...measured(
      seen.dotnetAuthorizers,
      context(
        'The context reaches the function with its JSON types',
        allowedWith({ text: 'a', number: 1.5, flag: true }),
        { text: 'a', number: 1.5, flag: true },
      ),
    ),
    ...measured(
      seen.powertools,
      context('Without a context, authorizer.lambda is null', policy(allow('*')), null),
      row(
        'The function receives the token',
        'GET /protected',
        { event: { headers: { authorization: 'Bearer foo' } } },
        { headers: { Authorization: 'Bearer foo' } },
      ),
    ),
    ...assumed(
      reason.unsettled,
      row('A token of spaces is missing', 'GET /protected', unauthorized, {
        headers: { Authorization: '   ' },
      }),
      row('ANY authorizes OPTIONS', 'OPTIONS /protected', unauthorized),
      after(
        'Error `Unauthorized` is 500',
        { throw: 'Unauthorized' },
        { ...serverError, log: logged.unauthorizedIsNo401 },
      ),
      after('A thrown string is 500', { throwText: 'Unauthorized' }, serverError),
    ),
    ...assumed(
      reason.analogy,
      row('A scheme alone is a token', 'GET /protected', 200, {
        headers: { Authorization: 'Bearer' },
      }),
      after('A timeout of the function is 500', { sleep: 8000 }, serverError, { slow: true }),
      context('An empty context is an empty object', allowedWith({}), {}),
    ),
    ...assumed(
      apiGateway['http-api-lambda-authorizer'],
      after(
        'principalId is optional',
        { return: { policyDocument: result([allow('*')]).policyDocument } },
        200,
      ),
    ),
    ...assumed(
      apiGateway['http-api-quotas'],
      row(
        'An authorizer times out after 10 seconds with 500 (status assumed)',
        'GET /slow',
        { ...serverError, log: logged.authorizerTimedOut },
        { ...scripted({ sleep: 25_000 }), slow: true },
      ),
    ),
    ...assumed(
      reports.publicCode,
      after('The context omits principalId', allowed, {
        absent: [
          'requestContext.authorizer.lambda.principalId',
          'requestContext.authorizer.principalId',
        ],
      }),
    ),
  ],
};
