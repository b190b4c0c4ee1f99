import { restApi } from '../../templates.ts';
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
  allow,
  allowed,
  denied,
  policy,
  script,
  scripted,
  showEvent,
} from '../scripted-authorizer.ts';
import { apiGateway, reason, seen } from '../sources.ts';
import { explicitDeny, implicitDeny, unauthorized } from './rest-errors.ts';

const sent = (
  behavior: string,
  request: string,
  expected: Expected | number,
  headers: Case['headers'] = {},
  variant?: string,
): Case => row(behavior, request, expected, { headers, ...(variant && { variant }) });

const api = restApi({
  stage: { Variables: { color: 'blue' } },
  authorizers: {
    Two: {
      function: 'Authorizer',
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.X-Key, method.request.querystring.key',
    },
    Context: {
      function: 'Authorizer',
      Type: 'REQUEST',
      IdentitySource: 'context.identity.sourceIp,stageVariables.color',
    },
    Anyone: { function: 'Authorizer', Type: 'REQUEST', IdentitySource: undefined },
    Cached: { function: 'Authorizer', AuthorizerResultTtlInSeconds: 300 },
    Default: { function: 'Authorizer', AuthorizerResultTtlInSeconds: undefined },
    Short: { function: 'Authorizer', AuthorizerResultTtlInSeconds: 1 },
  },
  methods: {
    ...behind('Two', 'GET /two'),
    ...behind('Context', 'GET /context'),
    ...behind('Anyone', 'ANY /anyone/{id}'),
    ...behind('Cached', 'ANY /a', 'GET /b'),
    ...behind('Default', 'GET /unsaid'),
    ...behind('Short', 'GET /short'),
  },
});

export const restRequestAuthorizers: Topic = {
  title: 'REST API REQUEST authorizers',
  api,
  rows: [
    ...documented(
      apiGateway['apigateway-use-lambda-authorizer'],
      sent('Every source is required', 'GET /two', unauthorized, {}, 'none present'),
      sent('Every source is required', 'GET /two', unauthorized, { 'X-Key': 'a' }, 'one present'),
      sent('Every source is required', 'GET /two?key=a', 200, { 'X-Key': 'a' }, 'both present'),
      sent('An empty source is missing', 'GET /two?key=', unauthorized, { 'X-Key': 'a' }),
      sent('Context and stage variables may be sources', 'GET /context', 200),
    ),
    ...documented(
      apiGateway['api-gateway-lambda-authorizer-input'],
      row(
        'The event has type, ARN, resource, path and method',
        'PUT /anyone/7?q=1',
        {
          authorizerEvent: {
            type: 'REQUEST',
            methodArn:
              /^arn:aws:execute-api:eu-west-1:123456789012:[a-z0-9]{10}\/prod\/PUT\/anyone\/7$/,
            resource: '/anyone/{id}',
            path: '/anyone/7',
            httpMethod: 'PUT',
            queryStringParameters: { q: '1' },
            multiValueQueryStringParameters: { q: ['1'] },
            pathParameters: { id: '7' },
            stageVariables: { color: 'blue' },
          },
        },
        showEvent(),
      ),
      row(
        'The event omits version, identity, token and body',
        'GET /context',
        {
          absentForAuthorizer: [
            ...['version', 'identitySource', 'authorizationToken', 'body', 'isBase64Encoded'],
          ],
        },
        showEvent(),
      ),
    ),
    ...measured(seen.sam, row('Sources are required without a cache', 'GET /two', unauthorized)),
    ...measured(
      seen.serverless,
      sent('Without sources the authorizer is called without a token', 'GET /anyone/1', 200),
      row(
        'Header names keep their case',
        'GET /context',
        {
          authorizerEvent: {
            headers: { 'x-MIXED': '1' },
            multiValueHeaders: { 'x-MIXED': ['1'] },
          },
        },
        showEvent({ 'x-MIXED': '1' }),
      ),
      sent('Error `Unauthorized` is 401', 'GET /anyone/1', unauthorized, {
        'X-Key': 'k',
        'X-Script': script({ throw: 'Unauthorized' }),
      }),
    ),
    ...measured(
      seen.powertools,
      row(
        'Empty fields are empty objects',
        'GET /context',
        {
          authorizerEvent: {
            queryStringParameters: {},
            multiValueQueryStringParameters: {},
            pathParameters: {},
          },
        },
        showEvent(),
      ),
    ),
  ],
};

const called = (calls: string) => ({ event: { requestContext: { authorizer: { calls } } } });

/** Two requests with one token. */
const cached = (
  behavior: string,
  [first, second = first]: readonly [string, string?],
  actions: readonly Action[],
  expected: Expected | number,
  options: Pick<Case, 'delayMs' | 'slow'> = {},
): Case => {
  const token = scripted(...actions);
  const before = [{ request: `GET ${first}`, ...token }];
  return row(behavior, `GET ${second}`, expected, { before, ...token, ...options });
};
const sameToken = { headers: { Authorization: 'Bearer kept' } };

export const restCache: Topic = {
  title: 'REST API authorizer cache',
  api,
  rows: [
    ...documented(
      apiGateway['apigateway-use-lambda-authorizer'],
      cached('A result is reused until its TTL', ['/a'], [allowed], called('1')),
      cached('A result serves every method of the API', ['/a', '/b'], [allowed], called('1')),
      cached(
        'A cached policy is evaluated for each request',
        ['/a', '/b'],
        [policy(allow('{arn}'))],
        implicitDeny,
      ),
      cached('The default TTL is 300 seconds', ['/unsaid'], [allowed], called('1')),
      cached('After its TTL a result is requested again', ['/short'], [allowed], called('2'), {
        delayMs: 1100,
        slow: true,
      }),
    ),
    ...measured(
      seen.serverlessMcp,
      cached('A Deny is cached', ['/a'], [denied, allowed], explicitDeny),
      cached(
        'Error `Unauthorized` is not cached',
        ['/a'],
        [{ throw: 'Unauthorized' }, allowed],
        200,
      ),
      cached('Other errors are not cached', ['/a'], [{ throw: 'x' }, allowed], 200),
    ),
    ...assumed(
      reason.analogy,
      row(
        'A cached result has integrationLatency 0',
        'GET /a',
        { event: { requestContext: { authorizer: { integrationLatency: 0 } } } },
        { before: [{ request: 'GET /a', ...sameToken }], ...sameToken },
      ),
    ),
  ],
};
