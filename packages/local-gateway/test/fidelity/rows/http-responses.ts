import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { act, doing } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

const json = { 'content-type': 'application/json' };
const text = { 'content-type': 'text/plain; charset=utf-8' };
const failure = { status: 500, body: '{"message":"Internal Server Error"}', headers: json };

function answers(
  behaviour: string,
  script: object,
  expected: FidelityRow['expected'],
  source: string,
  confidence: FidelityRow['confidence'],
): FidelityRow {
  return { behaviour, source, confidence, request: `GET /act${doing(script)}`, expected };
}

function malformed(
  behaviour: string,
  script: object,
  source: string = seen.dotnet,
  confidence: FidelityRow['confidence'] = 'reported',
): FidelityRow {
  return answers(`${behaviour}: 500`, script, failure, source, confidence);
}

/** What a client gets for what a function returns, payload format 2.0. */
export const httpResponses: Theme = {
  title: 'HTTP API: responses of the function, payload format 2.0',
  stack: {
    code: { act },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        ...httpApi({ routes: { 'ANY /act': { function: 'Act' } } }),
      },
    },
  },
  rows: [
    answers(
      'an object without a status is the body, as JSON',
      { return: { message: 'hi' } },
      { status: 200, body: '{"message":"hi"}', headers: json },
      page.integration,
      'confirmed',
    ),
    answers(
      'a text is the body, without quotes',
      { return: 'hello' },
      { status: 200, body: 'hello', headers: json },
      page.integration,
      'confirmed',
    ),
    answers(
      'an empty text is an empty body',
      { return: '' },
      { status: 200, body: '', headers: json },
      seen.dotnet,
      'reported',
    ),
    answers(
      'a number is the body',
      { return: 42 },
      { status: 200, body: '42', headers: json },
      seen.dotnet,
      'reported',
    ),
    answers(
      'a boolean is the body',
      { return: true },
      { status: 200, body: 'true', headers: json },
      seen.dotnet,
      'reported',
    ),
    answers(
      'a list is the body',
      { return: [1, { a: 2 }] },
      { status: 200, body: '[1,{"a":2}]', headers: json },
      seen.dotnet,
      'reported',
    ),
    answers(
      'null is the body',
      { return: null },
      { status: 200, body: 'null', headers: json },
      nobody.likeOthers,
      'unknown',
    ),
    answers(
      'undefined is null, as the Lambda runtime makes it',
      { nothing: 0 },
      { status: 200, body: 'null' },
      nobody.likeOthers,
      'unknown',
    ),
    answers(
      'text that looks like part of a JSON object is passed through',
      { text: '{"a":' },
      { status: 200, body: '{"a":', headers: json },
      seen.dotnet,
      'reported',
    ),
    answers(
      'text that is JSON is passed through',
      { text: '{"a":1}' },
      { status: 200, body: '{"a":1}', headers: json },
      seen.dotnet,
      'reported',
    ),
    answers(
      'an object with headers and body but without a status is the body',
      { return: { headers: { a: 'b' }, body: 'x' } },
      { status: 200, body: '{"headers":{"a":"b"},"body":"x"}', headers: { ...json, a: null } },
      page.integration,
      'confirmed',
    ),
    answers(
      'an object with a status is a response',
      { return: { statusCode: 201, headers: { 'x-one': 'a' }, body: 'made' } },
      { status: 201, body: 'made', headers: { 'x-one': 'a' } },
      page.integration,
      'confirmed',
    ),
    answers(
      'a response without a content type is plain text',
      { return: { statusCode: 200, body: '{}' } },
      { status: 200, body: '{}', headers: text },
      seen.dotnet,
      'reported',
    ),
    answers(
      'the content type that the function names is sent, whatever its case',
      { return: { statusCode: 200, headers: { 'CONTENT-TYPE': 'text/html' }, body: '<p>' } },
      { headers: { 'content-type': 'text/html' } },
      page.integration,
      'confirmed',
    ),
    answers(
      'a status may be a text of digits',
      { return: { statusCode: '202' } },
      { status: 202 },
      seen.dotnet,
      'reported',
    ),
    answers(
      'a response may have no body',
      { return: { statusCode: 200 } },
      { status: 200, body: '', headers: { 'content-length': '0' } },
      page.integration,
      'confirmed',
    ),
    answers(
      '204 has no body and no content length',
      { return: { statusCode: 204 } },
      { status: 204, body: '', headers: { 'content-length': null } },
      'RFC 9110, section 8.6',
      'confirmed',
    ),
    answers(
      'a redirect is passed on',
      { return: { statusCode: 302, headers: { location: '/there' } } },
      { status: 302, headers: { location: '/there' } },
      page.integration,
      'confirmed',
    ),
    answers(
      'a 404 of the function is its own',
      { return: { statusCode: 404, body: 'no such pet' } },
      { status: 404, body: 'no such pet' },
      page.integration,
      'confirmed',
    ),
    answers(
      'a 401 of the function is its own',
      { return: { statusCode: 401, body: 'who?' } },
      { status: 401, body: 'who?' },
      page.integration,
      'confirmed',
    ),
    answers(
      'a 5xx of the function is its own',
      { return: { statusCode: 503, body: 'later' } },
      { status: 503, body: 'later', headers: text },
      page.integration,
      'confirmed',
    ),
    answers(
      'a base64 body is decoded',
      { return: { statusCode: 200, body: 'aGk=', isBase64Encoded: true } },
      { status: 200, body: 'hi', headers: { 'content-length': '2' } },
      page.integration,
      'confirmed',
    ),
    answers(
      'a body that is not marked as base64 stays as it is',
      { return: { statusCode: 200, body: 'aGk=' } },
      { body: 'aGk=' },
      page.integration,
      'confirmed',
    ),
    answers(
      'each cookie is a set-cookie of its own',
      { return: { statusCode: 200, cookies: ['a=1; Secure', 'b=2'] } },
      { headers: { 'set-cookie': ['a=1; Secure', 'b=2'] } },
      page.integration,
      'confirmed',
    ),
    answers(
      'multiValueHeaders are ignored',
      { return: { statusCode: 200, multiValueHeaders: { 'x-one': ['a'] } } },
      { status: 200, headers: { 'x-one': null } },
      page.integration,
      'confirmed',
    ),
    answers(
      'header values may be numbers and booleans',
      { return: { statusCode: 200, headers: { a: 1, b: true } } },
      { headers: { a: '1', b: 'true' } },
      seen.dotnet,
      'reported',
    ),
    answers(
      'header names are written in title case over HTTP/1.1',
      { return: { statusCode: 200, headers: { 'x-my-header': 'a', myheader: 'b' } } },
      { headerNames: ['X-My-Header', 'Myheader'] },
      seen.dotnet,
      'reported',
    ),
    answers(
      'the connection is not the function’s business',
      {
        return: {
          statusCode: 200,
          headers: { 'content-length': '99', connection: 'x', 'transfer-encoding': 'chunked' },
          body: 'hi',
        },
      },
      { status: 200, body: 'hi', headers: { 'content-length': '2', 'transfer-encoding': null } },
      nobody.strictest,
      'unknown',
    ),
    answers(
      'WWW-Authenticate is passed through, with a warning',
      { return: { statusCode: 401, headers: { 'www-authenticate': 'Bearer' } } },
      {
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
        log: /AWS may rename WWW-Authenticate/,
      },
      'reports contradict one another: Zenn 2024, anthropics/claude-ai-mcp #748',
      'unknown',
    ),
    answers(
      'every answer has its request id',
      { return: { statusCode: 200 } },
      { headerNames: ['Apigw-Requestid'], headers: { 'apigw-requestid': /^[\w-]{15}=$/ } },
      seen.dotnet,
      'reported',
    ),
    answers(
      'every answer has a date',
      { return: { statusCode: 200 } },
      { headers: { date: /GMT$/ } },
      seen.dotnet,
      'reported',
    ),
    answers(
      'a text in UTF-8 has its length in bytes',
      { return: { statusCode: 200, body: 'ä' } },
      { body: 'ä', headers: { 'content-length': '2' } },
      page.integration,
      'confirmed',
    ),
    malformed('a status of 0', { return: { statusCode: 0 } }),
    malformed('a fractional status', { return: { statusCode: 200.5 } }),
    malformed('a status in words', { return: { statusCode: 'fine' } }),
    malformed(
      'a status that is null',
      { return: { statusCode: null } },
      nobody.strictest,
      'unknown',
    ),
    malformed(
      'a status that HTTP does not have',
      { return: { statusCode: 1000 } },
      nobody.strictest,
      'unknown',
    ),
    malformed(
      'a body that is an object',
      { return: { statusCode: 200, body: { a: 1 } } },
      nobody.strictest,
      'unknown',
    ),
    malformed(
      'headers that are a list',
      { return: { statusCode: 200, headers: ['a'] } },
      nobody.strictest,
      'unknown',
    ),
    malformed(
      'a header whose value is an object',
      { return: { statusCode: 200, headers: { a: {} } } },
      nobody.strictest,
      'unknown',
    ),
    malformed(
      'a header that would split the response',
      { return: { statusCode: 200, headers: { a: 'b\r\nc: d' } } },
      nobody.strictest,
      'unknown',
    ),
    malformed(
      'cookies that are no list',
      { return: { statusCode: 200, cookies: 'a=1' } },
      nobody.strictest,
      'unknown',
    ),
    malformed(
      'base64 that is none',
      { return: { statusCode: 200, body: '{"a":1}', isBase64Encoded: true } },
      nobody.strictest,
      'unknown',
    ),
    malformed('a result that JSON cannot hold', { circular: 0 }, page.lambdaHandler, 'confirmed'),
  ],
};
