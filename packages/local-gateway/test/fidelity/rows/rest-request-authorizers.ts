import { restApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { behind } from '../fixture-stack.ts';
import {
  type Case,
  documented,
  type Expected,
  measured,
  reported,
  row,
  type Topic,
} from '../row.ts';
import { script, showEvent } from '../scripted-authorizer.ts';
import { apiGateway } from '../sources.ts';
import { unauthorized } from './rest-errors.ts';

const sent = (
  behavior: string,
  request: string,
  expected: Expected | number,
  headers: Case['headers'] = {},
  variant?: string,
): Case => row(behavior, request, expected, { headers, ...(variant && { variant }) });

/** REQUEST authorizers of a REST API: identity sources and event. */
export const restRequestAuthorizers: Topic = {
  title: 'REST API REQUEST authorizers',
  api: restApi({
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
    },
    methods: {
      ...behind('Two', 'GET /two'),
      ...behind('Context', 'GET /context'),
      ...behind('Anyone', 'ANY /anyone/{id}'),
    },
  }),
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
    ...reported(
      reports.samTests,
      row('Sources are required without a cache', 'GET /two', unauthorized),
    ),
    ...measured(
      seen.serverless,
      sent('Without sources the authorizer is called without a token', 'GET /anyone/1', 200),
      sent('Error `Unauthorized` is 401', 'GET /anyone/1', unauthorized, {
        'X-Key': 'k',
        'X-Script': script({ throw: 'Unauthorized' }),
      }),
    ),
    ...measured(
      seen.powertools,
      row(
        'Header names keep their case',
        'GET /context',
        {
          authorizerEvent: { headers: { 'x-MIXED': '1' }, multiValueHeaders: { 'x-MIXED': ['1'] } },
        },
        showEvent({ 'x-MIXED': '1' }),
      ),
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
