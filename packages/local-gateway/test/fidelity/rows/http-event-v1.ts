import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowedWith, asking } from '../judged.ts';
import { act, doing, judge } from '../scripted-functions.ts';
import { page, seen } from '../sources.ts';

const integration = { PayloadFormatVersion: '1.0' };

function gives(
  behaviour: string,
  request: string,
  event: object,
  source: string,
  confidence: FidelityRow['confidence'],
  more: Pick<FidelityRow, 'headers' | 'body'> & { readonly absent?: readonly string[] } = {},
): FidelityRow {
  const { absent = [], ...sent } = more;
  return { behaviour, source, confidence, request, ...sent, expected: { event, absent } };
}

/** A result of the function in format 1.0, and what the client gets. */
function answers(
  behaviour: string,
  script: object,
  expected: FidelityRow['expected'],
): FidelityRow {
  return {
    behaviour,
    source: seen.dotnet,
    confidence: 'reported',
    request: `GET /echo${doing(script)}`,
    expected,
  };
}

/** Payload format 1.0 of an HTTP API's integration. */
export const httpEventV1: Theme = {
  title: 'HTTP API: integrations, payload format 1.0',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        ...httpApi({
          authorizers: { Jwt: { function: 'Judge' } },
          routes: {
            'ANY /echo': { function: 'Act', integration },
            'GET /echo/{id}': { function: 'Act', integration },
            'GET /protected': { function: 'Act', integration, authorizer: 'Jwt' },
            $default: { function: 'Act', integration },
          },
        }),
      },
    },
  },
  rows: [
    gives('version is 1.0', 'GET /echo', { version: '1.0' }, page.integration, 'confirmed'),
    gives(
      'resource is the path of the route',
      'GET /echo/7',
      { resource: '/echo/{id}', requestContext: { resourcePath: '/echo/{id}' } },
      page.integration,
      'confirmed',
    ),
    gives(
      'path and httpMethod are those of the request',
      'PUT /echo',
      { path: '/echo', httpMethod: 'PUT', requestContext: { httpMethod: 'PUT' } },
      page.integration,
      'confirmed',
    ),
    gives(
      "path stays encoded, the context's path is decoded",
      'GET /echo/a%20b',
      { path: '/echo/a%20b', requestContext: { path: '/echo/a b' } },
      seen.dotnet,
      'reported',
    ),
    gives(
      'path parameters are decoded',
      'GET /echo/a%20b',
      { pathParameters: { id: 'a b' } },
      seen.dotnet,
      'reported',
    ),
    gives(
      'header names are in title case',
      'GET /echo',
      { headers: { 'X-Mixed-Case': '1' } },
      seen.dotnet,
      'reported',
      { headers: { 'x-mixed-CASE': '1' } },
    ),
    gives(
      'of repeated headers the last one counts, the list has all',
      'GET /echo',
      { headers: { 'X-Two': '2' }, multiValueHeaders: { 'X-Two': ['1', '2'] } },
      seen.dotnet,
      'reported',
      { headers: { 'X-Two': ['1', '2'] } },
    ),
    gives(
      'of repeated query names the last one counts, the list has all',
      'GET /echo?q=1&q=2',
      { queryStringParameters: { q: '2' }, multiValueQueryStringParameters: { q: ['1', '2'] } },
      seen.dotnet,
      'reported',
    ),
    gives(
      'what is empty is null',
      'GET /echo',
      {
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: null,
        stageVariables: null,
        body: null,
        isBase64Encoded: false,
      },
      page.integration,
      'confirmed',
    ),
    gives(
      'the identity has its members, null',
      'GET /echo',
      {
        requestContext: {
          identity: {
            accessKey: null,
            accountId: null,
            caller: null,
            cognitoIdentityId: null,
            principalOrgId: null,
            user: null,
            userArn: null,
          },
        },
      },
      page.integration,
      'confirmed',
    ),
    gives(
      'the identity has address and agent',
      'GET /echo',
      { requestContext: { identity: { sourceIp: /^(127\.0\.0\.1|::1)$/, userAgent: 'agent/1' } } },
      page.integration,
      'confirmed',
      { headers: { 'User-Agent': 'agent/1' } },
    ),
    gives(
      'resourceId is the route key',
      'GET /echo/7',
      { requestContext: { resourceId: 'GET /echo/{id}' } },
      seen.dotnet,
      'reported',
    ),
    gives(
      'requestId and extendedRequestId are the same kind',
      'GET /echo',
      { requestContext: { requestId: /^[\w-]{15}=$/, extendedRequestId: /^[\w-]{15}=$/ } },
      seen.dotnet,
      'reported',
    ),
    gives(
      'requestTime is in the form of the common log',
      'GET /echo',
      { requestContext: { requestTime: /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/ } },
      page.integration,
      'confirmed',
    ),
    gives(
      'protocol and stage are in the context',
      'GET /echo',
      { requestContext: { protocol: 'HTTP/1.1', stage: '$default' } },
      page.integration,
      'confirmed',
    ),
    gives(
      'there is nothing of payload format 2.0',
      'GET /echo',
      {},
      page.integration,
      'confirmed',
      { absent: ['rawPath', 'rawQueryString', 'cookies', 'routeKey', 'requestContext.http'] },
    ),
    gives(
      'cookies stay among the headers',
      'GET /echo',
      { headers: { Cookie: 'a=1; b=2' } },
      page.integration,
      'confirmed',
      { headers: { Cookie: 'a=1; b=2' } },
    ),
    gives(
      "the authorizer's context lies flat in authorizer",
      'GET /protected',
      { requestContext: { authorizer: { tenant: 'a' } } },
      seen.dotnetAuthorizers,
      'reported',
      {
        headers: asking(allowedWith({ tenant: 'a' })),
        absent: ['requestContext.authorizer.lambda'],
      },
    ),
    gives(
      'a text body is handed on as text',
      'POST /echo',
      { body: '{}', isBase64Encoded: false },
      seen.ministack,
      'reported',
      { headers: { 'Content-Type': 'application/json' }, body: '{}' },
    ),
    answers(
      'a response object is one',
      { return: { statusCode: 201, body: 'made' } },
      { status: 201, body: 'made', headers: { 'content-type': 'text/plain; charset=utf-8' } },
    ),
    answers(
      'a base64 body is decoded',
      { return: { statusCode: 200, body: 'aGk=', isBase64Encoded: true } },
      { status: 200, body: 'hi' },
    ),
    answers(
      'multiValueHeaders are sent one by one',
      { return: { statusCode: 200, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] } } },
      { headers: { 'set-cookie': ['a=1', 'b=2'] } },
    ),
    answers(
      'multiValueHeaders come before headers of the same name',
      { return: { statusCode: 200, headers: { a: '1', b: '2' }, multiValueHeaders: { a: ['3'] } } },
      { headers: { a: '3', b: '2' } },
    ),
    answers(
      'cookies are ignored',
      { return: { statusCode: 200, cookies: ['a=1'] } },
      { status: 200, headers: { 'set-cookie': null } },
    ),
    ...(
      [
        ['an object without a status', { return: { a: 1 } }],
        ['a text', { return: 'hello' }],
        ['a list', { return: [1] }],
        ['nothing', { nothing: 0 }],
      ] as const
    ).map(([what, script]) =>
      answers(`${what} is no response: 500`, script, {
        status: 500,
        body: '{"message":"Internal Server Error"}',
      }),
    ),
  ],
};
