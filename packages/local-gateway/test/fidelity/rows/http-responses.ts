import { httpApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { open } from '../fixture-stack.ts';
import {
  assumed,
  type Case,
  documented,
  type Expected,
  measured,
  row,
  type Topic,
} from '../row.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway, reason, specification } from '../sources.ts';

const json = { 'content-type': 'application/json' };
const text = { 'content-type': 'text/plain; charset=utf-8' };

const returns = (behavior: string, value: unknown, expected: Expected, variant?: string): Case =>
  row(behavior, perform({ return: value }), expected, variant === undefined ? {} : { variant });
const responds = (behavior: string, response: object, expected: Expected): Case =>
  returns(behavior, { statusCode: 200, ...response }, expected);

const malformed = (variant: string, action: object): Case =>
  row(
    'A malformed response is 500',
    perform(action),
    { status: 500, body: '{"message":"Internal Server Error"}', headers: json },
    { variant },
  );

/** The response to a client for each result of a function, payload format 2.0. */
export const httpResponses: Topic = {
  title: 'HTTP API function responses, payload format 2.0',
  api: httpApi({ routes: open('ANY /act') }),
  rows: [
    ...documented(
      apiGateway['http-api-develop-integrations-lambda'],
      returns(
        'An object without statusCode is a JSON body',
        { message: 'hi' },
        { status: 200, body: '{"message":"hi"}', headers: json },
        'any members',
      ),
      returns(
        'An object without statusCode is a JSON body',
        { headers: { a: 'b' }, body: 'x' },
        { status: 200, body: '{"headers":{"a":"b"},"body":"x"}', headers: { ...json, a: null } },
        'headers and body',
      ),
      returns('A string is the body', 'hello', { status: 200, body: 'hello', headers: json }),
      responds(
        'An object with statusCode is a response',
        { statusCode: 201, headers: { 'x-one': 'a' }, body: 'made' },
        { status: 201, body: 'made', headers: { 'x-one': 'a' } },
      ),
      responds(
        'Content-Type is sent whatever its case',
        { headers: { 'CONTENT-TYPE': 'text/html' }, body: '<p>' },
        { headers: { 'content-type': 'text/html' } },
      ),
      responds(
        'The body is optional',
        {},
        { status: 200, body: '', headers: { 'content-length': '0' } },
      ),
      responds(
        'A redirect is passed through',
        { statusCode: 302, headers: { location: '/there' } },
        { status: 302, headers: { location: '/there' } },
      ),
      ...[
        { statusCode: 404, body: 'no such pet' },
        { statusCode: 401, body: 'who?' },
        { statusCode: 503, body: 'later' },
      ].map(({ statusCode, body }) =>
        returns(
          'Error statuses are passed through',
          { statusCode, body },
          { status: statusCode, body, ...(statusCode === 503 && { headers: text }) },
          String(statusCode),
        ),
      ),
      responds(
        'A base64 body is decoded',
        { body: 'aGk=', isBase64Encoded: true },
        { status: 200, body: 'hi', headers: { 'content-length': '2' } },
      ),
      responds('A body without isBase64Encoded is not decoded', { body: 'aGk=' }, { body: 'aGk=' }),
      responds(
        'Each cookie is a Set-Cookie header',
        { cookies: ['a=1; Secure', 'b=2'] },
        { headers: { 'set-cookie': ['a=1; Secure', 'b=2'] } },
      ),
      responds(
        'multiValueHeaders are ignored',
        { multiValueHeaders: { 'x-one': ['a'] } },
        { status: 200, headers: { 'x-one': null } },
      ),
      responds(
        'Content-Length counts UTF-8 bytes',
        { body: 'ä' },
        { body: 'ä', headers: { 'content-length': '2' } },
      ),
    ),
    ...documented(
      specification.rfc9110,
      responds(
        '204 has neither body nor Content-Length',
        { statusCode: 204 },
        { status: 204, body: '', headers: { 'content-length': null } },
      ),
    ),
    ...assumed(reason.inference, malformed('circular', { circular: 0 })),
    ...measured(
      seen.dotnet,
      ...[
        { variant: 'an empty string', value: '', body: '' },
        { variant: 'a number', value: 42, body: '42' },
        { variant: 'a boolean', value: true, body: 'true' },
        { variant: 'an array', value: [1, { a: 2 }], body: '[1,{"a":2}]' },
        { variant: 'part of a JSON object', value: '{"a":', body: '{"a":' },
        { variant: 'JSON text', value: '{"a":1}', body: '{"a":1}' },
      ].map(({ variant, value, body }) =>
        returns(
          'Any other JSON value is the body',
          value,
          { status: 200, body, headers: json },
          variant,
        ),
      ),
      responds(
        'The default content type is text/plain',
        { body: '{}' },
        { status: 200, body: '{}', headers: text },
      ),
      responds('statusCode may be a string of digits', { statusCode: '202' }, { status: 202 }),
      responds(
        'Header values may be numbers or booleans',
        { headers: { a: 1, b: true } },
        { headers: { a: '1', b: 'true' } },
      ),
      responds(
        'Header names are sent in title case',
        { headers: { 'x-my-header': 'a', myheader: 'b' } },
        { headerNames: ['X-My-Header', 'Myheader'] },
      ),
      responds(
        'Every response has Apigw-Requestid',
        {},
        { headerNames: ['Apigw-Requestid'], headers: { 'apigw-requestid': /^[\w-]{15}=$/ } },
      ),
      responds('Every response has Date', {}, { headers: { date: /GMT$/ } }),
      malformed('statusCode 0', { return: { statusCode: 0 } }),
      malformed('a fractional statusCode', { return: { statusCode: 200.5 } }),
      malformed('a statusCode in words', { return: { statusCode: 'fine' } }),
    ),
    ...assumed(
      reason.analogy,
      returns(
        'null and undefined are the body `null`',
        null,
        { status: 200, body: 'null', headers: json },
        'null',
      ),
      row(
        'null and undefined are the body `null`',
        perform({ nothing: 0 }),
        { status: 200, body: 'null' },
        { variant: 'undefined' },
      ),
    ),
    ...assumed(
      reports.wwwAuthenticate,
      responds(
        'WWW-Authenticate is passed through with a warning',
        { statusCode: 401, headers: { 'www-authenticate': 'Bearer' } },
        { status: 401, headers: { 'www-authenticate': 'Bearer' }, log: logged.headerMayBeRenamed },
      ),
    ),
    ...assumed(
      reason.unsettled,
      responds(
        'Content-Length, Connection and Transfer-Encoding are ignored',
        {
          headers: { 'content-length': '99', connection: 'x', 'transfer-encoding': 'chunked' },
          body: 'hi',
        },
        { status: 200, body: 'hi', headers: { 'content-length': '2', 'transfer-encoding': null } },
      ),
      ...[
        { variant: 'statusCode null', response: { statusCode: null } },
        { variant: 'statusCode 1000', response: { statusCode: 1000 } },
        { variant: 'an object as body', response: { body: { a: 1 } } },
        { variant: 'an array as headers', response: { headers: ['a'] } },
        { variant: 'an object as header value', response: { headers: { a: {} } } },
        { variant: 'CR LF in a header', response: { headers: { a: 'b\r\nc: d' } } },
        { variant: 'a string as cookies', response: { cookies: 'a=1' } },
        { variant: 'invalid base64', response: { body: '{"a":1}', isBase64Encoded: true } },
      ].map(({ variant, response }) =>
        malformed(variant, { return: { statusCode: 200, ...response } }),
      ),
    ),
  ],
};
