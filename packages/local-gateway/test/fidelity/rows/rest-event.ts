import { restApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { behind, open } from '../fixture-stack.ts';
import { assumed, type Case, documented, measured, reported, row, type Topic } from '../row.ts';
import { apiGateway, reason } from '../sources.ts';
import { gatewayResponse } from './rest-errors.ts';

const token = { headers: { Authorization: 'Bearer foo' } };

const event = (
  behavior: string,
  request: string,
  members: object,
  headers: Case['headers'] = {},
): Case => row(behavior, request, { event: members }, { headers });

/** The event of a function behind a REST API. */
export const restEvent: Topic = {
  title: 'REST API event',
  api: restApi({
    stage: { Variables: { color: 'blue' } },
    authorizers: { Token: { function: 'Authorizer' } },
    methods: {
      ...open('GET /pets', 'ANY /pets/{id}', 'ANY /files/{path+}'),
      ...behind('Token', 'GET /protected/{id}'),
    },
  }),
  rows: [
    ...documented(
      apiGateway['set-up-lambda-proxy-integrations'],
      event('The event has resource, path and method', 'GET /pets', {
        resource: '/pets',
        path: '/pets',
        httpMethod: 'GET',
      }),
      event(
        'headers has the last value, multiValueHeaders all',
        'GET /pets',
        { headers: { 'X-Two': '2' }, multiValueHeaders: { 'X-Two': ['1', '2'] } },
        { 'X-Two': ['1', '2'] },
      ),
      event(
        'queryStringParameters has the last value, its multi-value field all',
        'GET /pets?q=1&q=2',
        { queryStringParameters: { q: '2' }, multiValueQueryStringParameters: { q: ['1', '2'] } },
      ),
      event('Query values are decoded', 'GET /pets?q=a%20b', {
        queryStringParameters: { q: 'a b' },
      }),
      event('The event has the stage variables', 'GET /pets', {
        stageVariables: { color: 'blue' },
      }),
    ),
    ...documented(
      apiGateway['api-gateway-known-issues'],
      event(
        'Header names keep their case',
        'GET /pets',
        { headers: { 'x-MIXED': '1' } },
        { 'x-MIXED': '1' },
      ),
    ),
    ...documented(
      apiGateway['api-gateway-execution-service-limits-table'],
      row('A methodArn over 1,600 bytes is 414', `GET /protected/${'x'.repeat(1600)}`, 414, token),
      row('Without an authorizer the ARN is not limited', `GET /files/${'x'.repeat(1600)}`, 200),
      row(
        'A body over 10 MB is 413',
        'POST /pets/7',
        { status: 413, body: '{"message":"Request Too Long"}' },
        { body: Buffer.alloc(10 * 1024 * 1024 + 1) },
      ),
    ),
    ...measured(
      seen.dotnet,
      row("A function's response has request ids and a trace id", 'GET /pets', {
        headerNames: ['x-amzn-RequestId', 'x-amz-apigw-id', 'X-Amzn-Trace-Id'],
        headers: { 'x-amzn-requestid': /^[0-9a-f-]{36}$/ },
      }),
      row(
        'A body over 6 MB (the Lambda limit) is 413',
        'POST /pets/7',
        { status: 413, body: '{"message":"Request Too Long"}' },
        { body: Buffer.alloc(6_400_000, 'a') },
      ),
    ),
    ...measured(
      seen.powertools,
      event('requestContext.path includes the stage', 'GET /pets', {
        requestContext: { path: '/prod/pets', stage: 'prod' },
      }),
      event('Empty fields are null', 'GET /pets', {
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: null,
        body: null,
        isBase64Encoded: false,
      }),
      event('requestId is a UUID, extendedRequestId is not', 'GET /pets', {
        requestContext: {
          requestId: /^[0-9a-f]{8}-[0-9a-f-]{27}$/,
          extendedRequestId: /^[\w-]{15}=$/,
        },
      }),
      event('requestContext has resource and deployment ids', 'GET /pets', {
        requestContext: {
          resourceId: /^[a-z0-9]+$/,
          deploymentId: /^[a-z0-9]+$/,
          resourcePath: '/pets',
        },
      }),
      row('An open method has no authorizer field', 'GET /pets', {
        absent: ['requestContext.authorizer', 'version', 'rawPath'],
      }),
    ),
    ...reported(
      reports.incompleteSignature,
      row(
        'An unknown path with a token is 403 `IncompleteSignatureException`',
        'GET /nowhere',
        gatewayResponse(
          403,
          'IncompleteSignatureException',
          /^\{"message":"Invalid key=value pair \(missing equal-sign\) in Authorization header/,
        ),
        token,
      ),
    ),
    ...assumed(
      reason.inference,
      row('An error before the function has no trace id', 'GET /nowhere', {
        headers: { 'x-amzn-trace-id': null },
      }),
    ),
  ],
};
