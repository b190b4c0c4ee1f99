import { lambdaFunction, restApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { behind, fixtureStack } from '../fixture-stack.ts';
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
  policy,
  result,
  scripted,
} from '../scripted-authorizer.ts';
import { apiGateway, reason } from '../sources.ts';
import { authorizerError, explicitDeny, implicitDeny, unauthorized } from './rest-errors.ts';

/** A request whose authorizer performs an action. */
const after = (
  behavior: string,
  action: Action,
  expected: Expected | number,
  options: Pick<Case, 'slow' | 'variant'> = {},
): Case => row(behavior, 'GET /protected', expected, { ...scripted(action), ...options });
const withToken = (Authorization: string) => ({ headers: { Authorization } });

export const restTokenAuthorizers: Topic = {
  title: 'REST API TOKEN authorizers',
  stack: fixtureStack(
    restApi({
      authorizers: {
        Token: { function: 'Authorizer' },
        Valid: { function: 'Authorizer', IdentityValidationExpression: 'Bearer [a-z]+' },
        Unreachable: { function: 'Off' },
      },
      methods: {
        ...behind('Token', 'ANY /protected', 'GET /protected/{id}'),
        ...behind('Valid', 'GET /valid'),
        ...behind('Unreachable', 'GET /unreachable'),
      },
    }),
    {
      Authorizer: lambdaFunction('authorizer', { Timeout: 1 }),
      Off: lambdaFunction('authorizer', { ReservedConcurrentExecutions: 0 }),
    },
  ),
  rows: [
    ...documented(
      apiGateway['apigateway-use-lambda-authorizer'],
      row('A missing token is 401; the authorizer is not called', 'GET /protected', {
        ...unauthorized,
        log: logged.authorizerNotCalled,
      }),
      row('An empty token is missing', 'GET /protected', unauthorized, withToken('')),
      row(
        'A token that matches the validation expression is authorized',
        'GET /valid',
        200,
        withToken('Bearer abc'),
      ),
      row(
        'Any other token is 401; the authorizer is not called',
        'GET /valid',
        { ...unauthorized, log: logged.expressionMismatch },
        withToken('Basic abc'),
      ),
      after('Allow forwards the request', allowed, 200),
      after('Error `Unauthorized` is 401', { throw: 'Unauthorized' }, unauthorized),
      row(
        'The ARN has stage, method and path',
        'GET /protected/7',
        200,
        scripted(
          policy(allow('arn:aws:execute-api:eu-west-1:123456789012:*/prod/GET/protected/7')),
        ),
      ),
    ),
    ...documented(
      apiGateway['api-gateway-lambda-authorizer-output'],
      after('A policy for exactly this method allows it', policy(allow('{arn}')), 200),
      after('A simple response is 500', { return: { isAuthorized: true } }, authorizerError),
      after('A missing policy is 500', { return: { principalId: 'a' } }, authorizerError),
      ...[
        { variant: 'an object', context: { map: {} } },
        { variant: 'an array', context: { list: [1] } },
      ].map(({ variant, context }) =>
        after('A nested context is 500', allowedWith(context), authorizerError, { variant }),
      ),
      after(
        'The function receives the context as strings, with principalId and integrationLatency',
        allowedWith({ text: 'a', number: 1, flag: true }),
        {
          event: {
            requestContext: {
              authorizer: { text: 'a', number: '1', flag: 'true', principalId: 'someone' },
            },
          },
          body: /"integrationLatency":\d+/,
        },
      ),
    ),
    ...documented(
      [apiGateway['api-gateway-lambda-authorizer-output'], reports.marcogrcr],
      after(
        'A missing principalId is 500 (a report says that AWS accepts it)',
        { return: { policyDocument: result([allow('*')]).policyDocument } },
        authorizerError,
      ),
    ),
    ...assumed(
      reason.unsettled,
      ...[
        { variant: 'decoded', sent: '/protected/a%20b', path: 'protected/a b' },
        { variant: 'an encoded slash stays', sent: '/protected/a%2Fb', path: 'protected/a%2Fb' },
        { variant: 'one slash before it', sent: '//protected/7', path: 'protected/7' },
      ].map(({ variant, sent, path }) =>
        row('The ARN has the path that is routed', `GET ${sent}`, 200, {
          ...scripted(policy(allow(`{api}/prod/GET/${path}`))),
          variant,
        }),
      ),
    ),
    ...assumed(
      reason.knowledgeCenter,
      row(
        'The validation expression must match the whole token',
        'GET /valid',
        unauthorized,
        withToken('Bearer abc1'),
      ),
    ),
    ...reported(
      reports.publicCode,
      after('A thrown string `Unauthorized` is 401', { throwText: 'Unauthorized' }, unauthorized),
    ),
    ...assumed(
      reason.unsettled,
      after(
        'An error that starts with `Unauthorized` is 500',
        { throw: 'Unauthorized: expired' },
        authorizerError,
      ),
      after(
        'Error `unauthorized` in lower case is 500',
        { throw: 'unauthorized' },
        authorizerError,
      ),
    ),
    ...reported(
      reports.marcogrcr,
      after('Any other error is 500', { throw: 'JWKS unavailable' }, authorizerError),
      after('An authorizer that exits is 500', { exit: 1 }, authorizerError),
      after('A timeout of the function is 500', { sleep: 3000 }, authorizerError, { slow: true }),
      after('Deny is 403 with the member `Message`', denied, explicitDeny),
      after('A missing result is 500', { nothing: null }, authorizerError),
      row(
        'An authorizer that cannot be invoked is 500',
        'GET /unreachable',
        authorizerError,
        withToken('Bearer foo'),
      ),
    ),
    ...measured(
      seen.chalice,
      after(
        'A policy for another path is 403',
        policy(allow('{api}/prod/GET/other')),
        implicitDeny,
      ),
    ),
  ],
};
