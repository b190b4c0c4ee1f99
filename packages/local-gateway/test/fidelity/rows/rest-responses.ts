import { invocationUri, lambdaFunction, restApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { fixtureStack, open } from '../fixture-stack.ts';
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
import { perform } from '../scripted-function.ts';
import { apiGateway, lambda, reason } from '../sources.ts';
import { mock } from './mock.ts';
import { serverError } from './rest-errors.ts';

const responds = (
  behavior: string,
  response: object,
  expected: Expected,
  options: Pick<Case, 'headers' | 'variant'> = {},
): Case => row(behavior, perform({ return: { statusCode: 200, ...response } }), expected, options);
const fails = (behavior: string, variant: string, action: object): Case =>
  row(behavior, perform(action), serverError(502), { variant });
const malformed = 'A malformed response is 502';

/** The response to a client of a REST API for each result of a function. */
export const restResponses: Topic = {
  title: 'REST API function responses',
  stack: fixtureStack(
    restApi({
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
          integration: mock({
            'Access-Control-Allow-Origin': '*',
            'Access-Control-Allow-Headers': 'Authorization',
          }),
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
      ...[
        { variant: 'undefined', action: { nothing: 0 } },
        { variant: 'an object as body', action: { return: { statusCode: 200, body: {} } } },
      ].map(({ variant, action }) => fails(malformed, variant, action)),
    ),
    ...measured(
      seen.localstackLambda,
      row('Without statusCode the status is 200', perform({ return: { headers: { a: '1' } } }), {
        status: 200,
        body: '',
        headers: { a: '1' },
      }),
      responds('statusCode may be a string of digits', { statusCode: '201' }, { status: 201 }),
      responds('headers may be null', { headers: null }, { status: 200 }),
      responds(
        'Header values may be booleans',
        { headers: { a: true } },
        { headers: { a: 'true' } },
      ),
      responds(
        'A name in headers and multiValueHeaders has the values of both',
        { headers: { 'test-multi': 'solo' }, multiValueHeaders: { 'tesT-Multi': ['multi'] } },
        { headers: { 'test-multi': 'multi, solo' }, headerNames: ['tesT-Multi'] },
      ),
      ...[
        { variant: 'an unknown member', action: { return: { statusCode: 200, wrongValue: 'a' } } },
        { variant: 'a string', action: { return: 'hello' } },
        { variant: 'a statusCode in words', action: { return: { statusCode: 'fine' } } },
        {
          variant: 'a string in multiValueHeaders',
          action: { return: { statusCode: 200, multiValueHeaders: { a: 'b' } } },
        },
      ].map(({ variant, action }) => fails(malformed, variant, action)),
    ),
    ...reported(
      reports.cookies,
      fails(malformed, 'cookies', { return: { statusCode: 200, cookies: ['a=1'] } }),
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
      seen.localstackTrace,
      row('A mock response has no trace id', 'OPTIONS /act', {
        status: 204,
        headers: { 'x-amzn-trace-id': null, 'x-amzn-requestid': /./ },
      }),
    ),
    ...assumed(
      reason.inference,
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
      fails(malformed, 'statusCode null', { return: { statusCode: null } }),
    ),
  ],
};
