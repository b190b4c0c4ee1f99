import { invocationUri, lambdaFunction, restApi } from '../../templates.ts';
import { fixtureStack, open } from '../fixture-stack.ts';
import { type Case, documented, type Expected, measured, row, type Topic } from '../row.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway, lambda, seen } from '../sources.ts';
import { gatewayResponse } from './rest-errors.ts';

const serverError = (status: number) =>
  gatewayResponse(status, 'InternalServerErrorException', '{"message": "Internal server error"}');

const responds = (
  behavior: string,
  response: object,
  expected: Expected,
  options: Pick<Case, 'headers' | 'variant'> = {},
): Case => row(behavior, perform({ return: { statusCode: 200, ...response } }), expected, options);
const fails = (behavior: string, variant: string, action: object): Case =>
  row(behavior, perform(action), serverError(502), { variant });

/** The response to a client of a REST API for each result of a function. */
export const restResponses: Topic = {
  title: 'REST API function responses',
  stack: fixtureStack(
    restApi({
      api: { BinaryMediaTypes: ['image/png', 'application/octet-stream'] },
      stage: {
        MethodSettings: [
          {
            HttpMethod: 'GET',
            ResourcePath: '/~1throttled',
            ThrottlingRateLimit: 0,
            ThrottlingBurstLimit: 0,
          },
        ],
      },
      methods: {
        ...open('ANY /act', 'GET /throttled'),
        'GET /off': { function: 'Off' },
        'GET /slow': {
          function: 'Slow',
          integration: {
            Type: 'AWS_PROXY',
            IntegrationHttpMethod: 'POST',
            Uri: invocationUri('Slow'),
            TimeoutInMillis: 50,
          },
        },
        'OPTIONS /act': {
          function: 'Handler',
          integration: {
            Type: 'MOCK',
            // As the CDK writes it: the mock's status differs from that of its only response.
            RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
            IntegrationResponses: [
              {
                StatusCode: '204',
                ResponseParameters: {
                  'method.response.header.Access-Control-Allow-Origin': "'*'",
                  'method.response.header.Access-Control-Allow-Headers': "'Authorization'",
                },
              },
            ],
          },
        },
      },
    }),
    {
      Handler: lambdaFunction('handler', { Timeout: 1 }),
      Slow: lambdaFunction('handler', { Timeout: 29 }),
      Off: lambdaFunction('handler', { ReservedConcurrentExecutions: 0 }),
    },
  ),
  rows: [
    ...documented(
      apiGateway['set-up-lambda-proxy-integrations'],
      responds(
        'An object with statusCode is a response',
        { statusCode: 201, headers: { 'x-one': 'a' }, body: 'made' },
        { status: 201, body: 'made', headers: { 'x-one': 'a' } },
      ),
      responds(
        'Each of multiValueHeaders is sent separately',
        { multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } },
        { headers: { 'set-cookie': ['a=1', 'b=2'] } },
      ),
      responds(
        'multiValueHeaders override headers',
        { headers: { a: '1' }, multiValueHeaders: { a: ['2'] } },
        { headers: { a: '2' } },
      ),
      responds('cookies are ignored', { cookies: ['a=1'] }, { headers: { 'set-cookie': null } }),
      ...[
        { variant: 'a string', action: { return: 'hello' } },
        { variant: 'undefined', action: { nothing: 0 } },
        { variant: 'an object without statusCode', action: { return: { body: 'a' } } },
        { variant: 'an object as body', action: { return: { statusCode: 200, body: {} } } },
        { variant: 'a statusCode in words', action: { return: { statusCode: 'fine' } } },
      ].map(({ variant, action }) => fails('A malformed response is 502', variant, action)),
    ),
    ...documented(
      apiGateway['api-gateway-known-issues'],
      responds(
        "The function's WWW-Authenticate is renamed",
        { statusCode: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
        {
          status: 401,
          headers: { 'www-authenticate': null, 'x-amzn-remapped-www-authenticate': 'Bearer' },
        },
      ),
    ),
    ...documented(
      apiGateway['api-gateway-payload-encodings'],
      responds(
        'A base64 body is not decoded by default',
        { body: 'aGk=', isBase64Encoded: true },
        { body: 'aGk=' },
      ),
      responds(
        'A base64 body is decoded if Accept names a binary type',
        { body: 'aGk=', isBase64Encoded: true },
        { body: 'hi' },
        { headers: { Accept: 'image/png' } },
      ),
      row(
        'A request body of a binary type is base64',
        'POST /act',
        { event: { body: 'aGk=', isBase64Encoded: true } },
        { headers: { 'Content-Type': 'image/png' }, body: 'hi' },
      ),
      row(
        'Any other request body is text',
        'POST /act',
        { event: { body: 'a=1', isBase64Encoded: false } },
        { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
      ),
    ),
    ...documented(
      lambda['services-apigateway-errors'],
      fails('A function error is 502', 'an error', { throw: 'x' }),
      fails('A function error is 502', 'an exit', { exit: 1 }),
      { ...fails('A function error is 502', 'a timeout', { sleep: 5000 }), slow: true },
      row('A function that cannot be invoked is 500', 'GET /off', serverError(500)),
    ),
    ...documented(
      apiGateway['supported-gateway-response-types'],
      row('An integration timeout is 504 (body assumed)', perform({ sleep: 5000 }, 'GET /slow'), {
        status: 504,
        body: '{"message": "Endpoint request timed out"}',
      }),
      row('A throttled method is 429', 'GET /throttled', {
        status: 429,
        headers: { 'x-amzn-errortype': 'TooManyRequestsException' },
      }),
    ),
    ...documented(
      apiGateway['how-to-cors'],
      row(
        "The CDK's mock integration responds to preflight requests",
        'OPTIONS /act',
        {
          status: 204,
          headers: {
            'access-control-allow-origin': '*',
            'access-control-allow-headers': 'Authorization',
          },
        },
        { headers: { Origin: 'https://example.com' } },
      ),
    ),
    ...measured(
      seen.dotnet,
      responds(
        'The default content type is application/json',
        { body: '{}' },
        { headers: { 'content-type': 'application/json' } },
      ),
    ),
    ...measured(
      seen.localstack,
      ...[
        ...['Authorization', 'Server', 'Date', 'Host', 'User-Agent', 'Content-MD5'],
        'Max-Forwards',
      ].map((name) =>
        responds(
          'Authorization, Server, Date, Host, User-Agent, Content-MD5 and Max-Forwards are renamed',
          { headers: { [name]: 'a' } },
          { headers: { [`x-amzn-remapped-${name.toLowerCase()}`]: 'a' } },
          { variant: name },
        ),
      ),
    ),
  ],
};
