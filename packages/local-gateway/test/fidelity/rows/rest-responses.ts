import { invocationUri, lambdaFunction, restApi } from '../../templates.ts';
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
import { apiGateway, lambda, reason, reports, seen } from '../sources.ts';
import { mock } from './mock.ts';
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
const malformed = 'A malformed response is 502';
const onlyFirst = 'Only the first type of Accept counts';

/** The body `hi` in Base64, sent to a client with an Accept header. */
const base64 = (
  behavior: string,
  accept: string | undefined,
  body: string,
  variant?: string,
): Case =>
  responds(
    behavior,
    { body: 'aGk=', isBase64Encoded: true },
    { body },
    { headers: accept === undefined ? {} : { Accept: accept }, ...(variant && { variant }) },
  );

/** The body `hi`, received with a content type. */
const received = (
  behavior: string,
  contentType: string,
  isBase64Encoded: boolean,
  variant?: string,
): Case =>
  row(
    behavior,
    'POST /act',
    { event: { body: isBase64Encoded ? 'aGk=' : 'hi', isBase64Encoded } },
    { headers: { 'Content-Type': contentType }, body: 'hi', ...(variant && { variant }) },
  );

/** The response to a client of a REST API for each result of a function. */
export const restResponses: Topic = {
  title: 'REST API function responses',
  stack: fixtureStack(
    restApi({
      api: { BinaryMediaTypes: ['image/png', 'application/*', '*/left'] },
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
      apiGateway['api-gateway-payload-encodings'],
      base64('A base64 body is not decoded by default', undefined, 'aGk='),
      base64('A base64 body is decoded if Accept names a binary type', 'image/png', 'hi'),
      received('A request body of a binary type is base64', 'image/png', true),
      received('Any other request body is text', 'text/plain', false),
    ),
    ...measured(
      seen.localstackBinary,
      base64('A binary type may end in a wildcard', 'application/pdf', 'hi', 'Accept'),
      base64('A binary type may end in a wildcard', 'application/*', 'hi', 'Accept with wildcard'),
      base64(onlyFirst, 'image/png,image/*,*/*;q=0.8', 'hi', 'binary first'),
      base64(onlyFirst, 'image/webp,image/png,*/*;q=0.8', 'aGk=', 'binary second'),
      base64('A wildcard in Accept matches no exact type', 'image/*', 'aGk=', 'image/*'),
      base64('A wildcard in Accept matches no exact type', '*/*', 'aGk=', '*/*'),
      base64('A binary type cannot begin with a wildcard', 'random/left', 'aGk='),
      responds(
        'A body that is not base64 is 500 if Accept names a binary type',
        { body: 'èé+à)(', isBase64Encoded: true },
        serverError(500),
        { headers: { Accept: 'image/png' } },
      ),
    ),
    ...measured(
      seen.ministackBinary,
      received('A binary type may end in a wildcard', 'application/pdf', true, 'Content-Type'),
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
