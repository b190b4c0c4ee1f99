import { invocationUri, lambdaFunction, restApi } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { act, doing } from '../scripted-functions.ts';
import { page, seen } from '../sources.ts';
import { own } from './rest-answers.ts';

type Confidence = FidelityRow['confidence'];

function answers(
  behaviour: string,
  script: object,
  expected: FidelityRow['expected'],
  source: string,
  confidence: Confidence,
): FidelityRow {
  return { behaviour, source, confidence, request: `GET /act${doing(script)}`, expected };
}

const serverError = own(
  502,
  'InternalServerErrorException',
  '{"message": "Internal server error"}',
);

/** What a client of a REST API gets for what the function does. */
export const restResponses: Theme = {
  title: 'REST API: responses of the function',
  stack: {
    code: { act },
    template: {
      Resources: {
        Act: lambdaFunction('act', { Timeout: 1 }),
        Slow: lambdaFunction('act', { Timeout: 29 }),
        Off: lambdaFunction('act', { ReservedConcurrentExecutions: 0 }),
        ...restApi({
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
            'ANY /act': { function: 'Act' },
            'GET /off': { function: 'Off' },
            'GET /throttled': { function: 'Act' },
            'GET /slow': {
              function: 'Slow',
              integration: {
                Type: 'AWS_PROXY',
                IntegrationHttpMethod: 'POST',
                Uri: invocationUri('Slow'),
                TimeoutInMillis: 300,
              },
            },
            'OPTIONS /act': {
              function: 'Act',
              integration: {
                Type: 'MOCK',
                // As the CDK writes it: a status of the mock's own, and one response for any.
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
      },
    },
  },
  rows: [
    answers(
      'a response object is one',
      { return: { statusCode: 201, headers: { 'x-one': 'a' }, body: 'made' } },
      { status: 201, body: 'made', headers: { 'x-one': 'a' } },
      page.restIntegration,
      'confirmed',
    ),
    answers(
      'a response without a content type is application/json',
      { return: { statusCode: 200, body: '{}' } },
      { headers: { 'content-type': 'application/json' } },
      seen.dotnet,
      'reported',
    ),
    answers(
      'multiValueHeaders are sent one by one',
      { return: { statusCode: 200, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } } },
      { headers: { 'set-cookie': ['a=1', 'b=2'] } },
      page.restIntegration,
      'confirmed',
    ),
    answers(
      'multiValueHeaders come before headers of the same name',
      { return: { statusCode: 200, headers: { a: '1' }, multiValueHeaders: { a: ['2'] } } },
      { headers: { a: '2' } },
      page.restIntegration,
      'confirmed',
    ),
    answers(
      'cookies are ignored',
      { return: { statusCode: 200, cookies: ['a=1'] } },
      { headers: { 'set-cookie': null } },
      page.restIntegration,
      'confirmed',
    ),
    answers(
      'WWW-Authenticate of a function is renamed',
      { return: { statusCode: 401, headers: { 'WWW-Authenticate': 'Bearer' } } },
      {
        status: 401,
        headers: { 'www-authenticate': null, 'x-amzn-remapped-www-authenticate': 'Bearer' },
      },
      page.importantNotes,
      'confirmed',
    ),
    ...(
      [
        'Authorization',
        'Server',
        'Date',
        'Host',
        'User-Agent',
        'Content-MD5',
        'Max-Forwards',
      ] as const
    ).map((name) =>
      answers(
        `${name} of a function is renamed`,
        { return: { statusCode: 200, headers: { [name]: 'a' } } },
        { headers: { [`x-amzn-remapped-${name.toLowerCase()}`]: 'a' } },
        seen.localstack,
        'reported',
      ),
    ),
    answers(
      'a base64 body stays as it is for a client that does not ask for a binary type',
      { return: { statusCode: 200, body: 'aGk=', isBase64Encoded: true } },
      { body: 'aGk=' },
      page.binary,
      'confirmed',
    ),
    {
      ...answers(
        'a base64 body is decoded for a client that asks for a binary type',
        { return: { statusCode: 200, body: 'aGk=', isBase64Encoded: true } },
        { body: 'hi' },
        page.binary,
        'confirmed',
      ),
      headers: { Accept: 'image/png' },
    },
    {
      behaviour: 'a body of a binary type is handed on as base64',
      source: page.binary,
      confidence: 'confirmed',
      request: 'POST /act',
      headers: { 'Content-Type': 'image/png' },
      body: 'hi',
      expected: { event: { body: 'aGk=', isBase64Encoded: true } },
    },
    {
      behaviour: 'a body of any other type is handed on as text',
      source: page.binary,
      confidence: 'confirmed',
      request: 'POST /act',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a=1',
      expected: { event: { body: 'a=1', isBase64Encoded: false } },
    },
    ...(
      [
        ['a function that throws', { throw: 'x' }],
        ['a function that exits', { exit: 1 }],
        ["the function's own timeout", { sleep: 5000 }],
      ] as const
    ).map(([what, script]) =>
      answers(`${what} is 502`, script, serverError, page.lambdaErrors, 'confirmed'),
    ),
    ...(
      [
        ['a text', { return: 'hello' }],
        ['nothing', { nothing: 0 }],
        ['an object without a status', { return: { body: 'a' } }],
        ['a body that is an object', { return: { statusCode: 200, body: {} } }],
        ['a status in words', { return: { statusCode: 'fine' } }],
      ] as const
    ).map(([what, script]) =>
      answers(
        `${what} is a malformed response: 502`,
        script,
        serverError,
        page.restIntegration,
        'confirmed',
      ),
    ),
    {
      behaviour: 'a function that cannot be invoked is 500',
      source: page.lambdaErrors,
      confidence: 'confirmed',
      request: 'GET /off',
      expected: own(500, 'InternalServerErrorException', '{"message": "Internal server error"}'),
    },
    {
      behaviour: 'an integration that takes longer than its timeout is 504',
      source: `${page.gatewayResponseTypes}; no source for the body`,
      confidence: 'confirmed',
      request: `GET /slow${doing({ sleep: 5000 })}`,
      expected: {
        status: 504,
        body: '{"message": "Endpoint request timed out"}',
        takes: [290, 4900],
      },
    },
    {
      behaviour: 'a throttled method is 429',
      source: page.gatewayResponseTypes,
      confidence: 'confirmed',
      request: 'GET /throttled',
      expected: { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' } },
    },
    {
      behaviour: 'a mock integration answers preflight requests, as the CDK writes it',
      source: 'Enable CORS for a REST API resource',
      confidence: 'confirmed',
      request: 'OPTIONS /act',
      headers: { Origin: 'https://example.com' },
      expected: {
        status: 204,
        headers: {
          'access-control-allow-origin': '*',
          'access-control-allow-headers': 'Authorization',
        },
      },
    },
  ],
};
