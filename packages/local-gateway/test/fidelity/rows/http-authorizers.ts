import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowed, allowedWith, asking, type Deed, denied, policy, showing } from '../judged.ts';
import { act, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

const json = { 'content-type': 'application/json' };
const unauthorized = { status: 401, body: '{"message":"Unauthorized"}', headers: json };
const forbidden = { status: 403, body: '{"message":"Forbidden"}', headers: json };
const failure = { status: 500, body: '{"message":"Internal Server Error"}', headers: json };

function judged(
  behaviour: string,
  deed: Deed,
  expected: FidelityRow['expected'],
  source: string,
  confidence: FidelityRow['confidence'],
): FidelityRow {
  return {
    behaviour,
    source,
    confidence,
    request: 'GET /protected',
    headers: asking(deed),
    expected,
  };
}

const malformed: readonly (readonly [behaviour: string, answer: unknown])[] = [
  ['a boolean', true],
  ['a text', 'Allow'],
  ['a list', []],
  ['an empty object', {}],
  ['a simple answer where policies are asked for', { isAuthorized: true }],
  ['a policy document that is a text', { principalId: 'a', policyDocument: '{}' }],
  ['a policy without statements', { principalId: 'a', policyDocument: { Version: '2012-10-17' } }],
  [
    'a context that is a text',
    { ...policy({ Effect: 'Allow', Resource: '*' }).answer, context: 'a' },
  ],
];

/** Lambda authorizers of an HTTP API, payload format 2.0 with a policy. */
export const httpAuthorizers: Theme = {
  title: 'HTTP API: Lambda authorizers, payload format 2.0, policies',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge', { Timeout: 1 }),
        Patient: lambdaFunction('judge', { Timeout: 60 }),
        Off: lambdaFunction('judge', { ReservedConcurrentExecutions: 0 }),
        ...httpApi({
          authorizers: {
            Jwt: { function: 'Judge' },
            Slow: { function: 'Patient' },
            Unreachable: { function: 'Off' },
          },
          routes: {
            'ANY /protected': { function: 'Act', authorizer: 'Jwt' },
            'GET /items/{id}': { function: 'Act', authorizer: 'Jwt' },
            'GET /': { function: 'Act', authorizer: 'Jwt' },
            'GET /slow': { function: 'Act', authorizer: 'Slow' },
            'GET /unreachable': { function: 'Act', authorizer: 'Unreachable' },
            'GET /open': { function: 'Act' },
          },
        }),
      },
    },
  },
  rows: [
    {
      behaviour: 'no token, no authorizer: 401',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /protected',
      expected: {
        ...unauthorized,
        headers: { ...json, 'www-authenticate': null },
        log: /not asked/,
      },
    },
    {
      behaviour: 'an empty token is none',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /protected',
      headers: { Authorization: '' },
      expected: unauthorized,
    },
    {
      behaviour: 'a token of spaces is none',
      source: nobody.strictest,
      confidence: 'unknown',
      request: 'GET /protected',
      headers: { Authorization: '   ' },
      expected: unauthorized,
    },
    {
      behaviour: 'the scheme alone is a token for the authorizer to judge',
      source: nobody.likeOthers,
      confidence: 'unknown',
      request: 'GET /protected',
      headers: { Authorization: 'Bearer' },
      expected: { status: 200 },
    },
    {
      behaviour: 'an open route needs no token',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /open',
      expected: { status: 200 },
    },
    {
      behaviour: 'a route that does not exist is 404 without a token',
      source: page.routes,
      confidence: 'reported',
      request: 'GET /nowhere',
      expected: { status: 404 },
    },
    {
      behaviour: 'ANY with an authorizer asks it for OPTIONS, too',
      source: nobody.strictest,
      confidence: 'unknown',
      request: 'OPTIONS /protected',
      expected: unauthorized,
    },
    {
      behaviour: 'an HTTP API lets a HEAD request be judged like any',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'HEAD /protected',
      expected: { status: 401, body: '' },
    },
    judged(
      'Allow lets the request through',
      allowed,
      { status: 200 },
      page.authorizer,
      'confirmed',
    ),
    judged('Deny is 403', denied, forbidden, seen.ministack, 'reported'),
    judged(
      'a policy that allows another path only is 403',
      policy({ Effect: 'Allow', Resource: '{api}/$default/GET/other' }),
      forbidden,
      seen.ministack,
      'reported',
    ),
    judged(
      'a policy that allows exactly this request lets it through',
      policy({ Effect: 'Allow', Resource: '{arn}' }),
      { status: 200 },
      page.authorizer,
      'confirmed',
    ),
    judged(
      'an error is 500',
      { throw: 'keys cannot be had' },
      failure,
      page.authorizer,
      'confirmed',
    ),
    judged(
      "the error's message is not told",
      { throw: 'secret' },
      { body: /^(?!.*secret)/, log: /authorizer: failed: Error: secret/ },
      seen.classmethod,
      'reported',
    ),
    judged(
      "the error 'Unauthorized' is 500, as any other",
      { throw: 'Unauthorized' },
      { ...failure, log: /not known to turn the error 'Unauthorized' into 401/ },
      nobody.strictest,
      'unknown',
    ),
    judged(
      'a text thrown is 500',
      { throwText: 'Unauthorized' },
      failure,
      nobody.strictest,
      'unknown',
    ),
    judged('an authorizer that exits is 500', { exit: 1 }, failure, page.authorizer, 'confirmed'),
    {
      ...judged(
        "the function's own timeout is 500",
        { sleep: 8000 },
        { ...failure, takes: [950, 7900] },
        nobody.likeOthers,
        'unknown',
      ),
      slow: true,
    },
    judged('no answer is 500', { nothing: null }, failure, page.authorizer, 'confirmed'),
    ...malformed.map(([what, answer]) =>
      judged(`${what} is no answer: 500`, { answer }, failure, page.authorizer, 'confirmed'),
    ),
    judged(
      'a policy without principalId will do',
      {
        answer: {
          policyDocument: policy({ Effect: 'Allow', Resource: '*' }).answer.policyDocument,
        },
      },
      { status: 200 },
      page.authorizer,
      'unknown',
    ),
    judged(
      'a Deny tells the client nothing of its context',
      {
        answer: {
          ...policy({ Effect: 'Deny', Resource: '*' }).answer,
          context: { reason: 'expired' },
        },
      },
      { ...forbidden, log: /authorizer: denied: expired/ },
      page.httpOrRest,
      'confirmed',
    ),
    {
      behaviour: 'an authorizer that cannot be invoked is 500',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /unreachable',
      headers: { Authorization: 'Bearer foo' },
      expected: failure,
    },
    {
      behaviour: 'an authorizer is given up after 10 seconds: 500',
      source: `${page.httpQuotas} for the limit; no source for the status`,
      confidence: 'unknown',
      request: 'GET /slow',
      headers: asking({ sleep: 25_000 }),
      slow: true,
      expected: { ...failure, takes: [9_900, 20_000], log: /no answer within 10 s/ },
    },
    {
      behaviour: 'the context reaches the function with its JSON types',
      source: seen.dotnetAuthorizers,
      confidence: 'reported',
      request: 'GET /protected',
      headers: asking(allowedWith({ text: 'a', number: 1.5, flag: true })),
      expected: {
        event: {
          requestContext: { authorizer: { lambda: { text: 'a', number: 1.5, flag: true } } },
        },
      },
    },
    {
      behaviour: 'lists and objects of the context reach the function as they are',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /protected',
      headers: asking(allowedWith({ list: ['a', 1], map: { a: { b: 2 } } })),
      expected: {
        event: {
          requestContext: { authorizer: { lambda: { list: ['a', 1], map: { a: { b: 2 } } } } },
        },
      },
    },
    {
      behaviour: 'an answer without a context is null for the function',
      source: seen.powertools,
      confidence: 'reported',
      request: 'GET /protected',
      headers: asking(policy({ Effect: 'Allow', Resource: '*' })),
      expected: { event: { requestContext: { authorizer: { lambda: null } } } },
    },
    {
      behaviour: 'an empty context is an empty object',
      source: nobody.likeOthers,
      confidence: 'unknown',
      request: 'GET /protected',
      headers: asking(allowedWith({})),
      expected: { event: { requestContext: { authorizer: { lambda: {} } } } },
    },
    {
      behaviour: 'principalId is not among the context',
      source: 'code written for AWS, which copies it into the context',
      confidence: 'unknown',
      request: 'GET /protected',
      headers: asking(allowed),
      expected: {
        absent: [
          'requestContext.authorizer.lambda.principalId',
          'requestContext.authorizer.principalId',
        ],
      },
    },
    {
      behaviour: 'the function sees the token, too',
      source: seen.powertools,
      confidence: 'reported',
      request: 'GET /protected',
      headers: { Authorization: 'Bearer foo' },
      expected: { event: { headers: { authorization: 'Bearer foo' } } },
    },
    {
      behaviour: 'the event has version, type and the ARN of the request',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /items/7?q=1',
      headers: { Authorization: showing() },
      expected: {
        asked: {
          version: '2.0',
          type: 'REQUEST',
          routeArn:
            /^arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/\$default\/GET\/items\/7$/,
        },
      },
    },
    {
      behaviour: 'the event has route, path, query and path parameters',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /items/a%20b?q=1&q=2',
      headers: { Authorization: showing() },
      expected: {
        asked: {
          routeKey: 'GET /items/{id}',
          rawPath: '/items/a b',
          rawQueryString: 'q=1&q=2',
          queryStringParameters: { q: '1,2' },
          pathParameters: { id: 'a b' },
        },
      },
    },
    {
      behaviour: 'the identity is a list of what was sent, its scheme included',
      source: seen.powertools,
      confidence: 'reported',
      request: 'GET /protected',
      headers: { Authorization: 'Bearer foo', 'X-Judge': showing() },
      expected: { asked: { identitySource: ['Bearer foo'] } },
    },
    {
      behaviour: 'the ARN of the root ends in a slash',
      source: seen.captures,
      confidence: 'reported',
      request: 'GET /',
      headers: { Authorization: showing() },
      expected: { asked: { routeArn: /\/\$default\/GET\/$/ } },
    },
    {
      behaviour: 'the ARN has the method of the request where the route says ANY',
      source: seen.captures,
      confidence: 'reported',
      request: 'DELETE /protected',
      headers: { Authorization: showing() },
      expected: { asked: { routeKey: 'ANY /protected', routeArn: /\/DELETE\/protected$/ } },
    },
    {
      behaviour: 'the ARN has the decoded path, the very text that routes are held against',
      source: nobody.strictest,
      confidence: 'unknown',
      request: 'GET /items/a%20b',
      headers: { Authorization: showing() },
      expected: { asked: { routeArn: /\/GET\/items\/a b$/ } },
    },
    {
      behaviour: 'header names are in lower case for the authorizer',
      source: seen.powertools,
      confidence: 'reported',
      request: 'GET /protected',
      headers: { AUTHORIZATION: 'Bearer foo', 'X-JUDGE': showing() },
      expected: { asked: { headers: { authorization: 'Bearer foo' } } },
    },
    {
      behaviour: 'cookies are a list for the authorizer',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /protected',
      headers: { Authorization: showing(), Cookie: 'a=1; b=2' },
      expected: { asked: { cookies: ['a=1', 'b=2'] } },
    },
    {
      behaviour: 'the authorizer is not shown the body',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'POST /protected',
      headers: { Authorization: showing(), 'Content-Type': 'text/plain' },
      body: 'hello',
      expected: { absentForAuthorizer: ['body', 'isBase64Encoded'] },
    },
    {
      behaviour: 'what is empty is absent from the authorizer’s event',
      source: seen.powertools,
      confidence: 'reported',
      request: 'GET /protected',
      headers: { Authorization: showing() },
      expected: {
        absentForAuthorizer: [
          ...['cookies', 'queryStringParameters', 'pathParameters', 'stageVariables'],
          ...['requestContext.authorizer', 'requestContext.authentication', 'methodArn'],
        ],
      },
    },
  ],
};
