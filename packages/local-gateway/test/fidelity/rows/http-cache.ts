import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowed, allowedWith, type Deed, denied, policy, token } from '../judged.ts';
import { act, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

const here = policy({ Effect: 'Allow', Resource: '{arn}' });

function cached(
  behaviour: string,
  requests: readonly [first: string, second: string],
  headers: readonly [first: FidelityRow['headers'], second: FidelityRow['headers']],
  expected: FidelityRow['expected'],
  more: {
    readonly source?: string;
    readonly confidence?: FidelityRow['confidence'];
    readonly after?: number;
  } = {},
): FidelityRow {
  const { source: where = page.authorizer, confidence = 'confirmed', after } = more;
  const [first, second] = headers;
  return {
    behaviour,
    source: where,
    confidence,
    before: [{ request: requests[0], ...(first && { headers: first }) }],
    request: requests[1],
    ...(second && { headers: second }),
    ...(after !== undefined && { after }),
    expected,
  };
}

function same(
  ...deeds: readonly Deed[]
): readonly [{ Authorization: string }, { Authorization: string }] {
  const headers = { Authorization: token(...deeds) };
  return [headers, headers];
}

const askedOnce = {
  status: 200,
  event: { requestContext: { authorizer: { lambda: { asked: '1' } } } },
};
const askedTwice = {
  status: 200,
  event: { requestContext: { authorizer: { lambda: { asked: '2' } } } },
};
const a = 'GET /a';
const [k1, k2] = [token(allowed), token(allowed)];

/** What is kept of an authorizer's answer, for how long and for whom. */
export const httpCache: Theme = {
  title: 'HTTP API: the cache of authorizers',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        ...httpApi({
          authorizers: {
            Kept: { function: 'Judge', AuthorizerResultTtlInSeconds: 300 },
            Short: { function: 'Judge', AuthorizerResultTtlInSeconds: 1 },
            Never: { function: 'Judge', AuthorizerResultTtlInSeconds: 0 },
            Unsaid: { function: 'Judge', AuthorizerResultTtlInSeconds: undefined },
            PerRoute: {
              function: 'Judge',
              AuthorizerResultTtlInSeconds: 300,
              IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
            },
            Two: {
              function: 'Judge',
              AuthorizerResultTtlInSeconds: 300,
              IdentitySource: ['$request.header.X-One', '$request.header.X-Two'],
            },
            Nobody: { function: 'Judge', AuthorizerResultTtlInSeconds: 300, IdentitySource: [] },
            Simple: {
              function: 'Judge',
              AuthorizerResultTtlInSeconds: 300,
              EnableSimpleResponses: true,
            },
          },
          routes: {
            'ANY /a': { function: 'Act', authorizer: 'Kept' },
            'GET /b/{id}': { function: 'Act', authorizer: 'Kept' },
            'GET /short': { function: 'Act', authorizer: 'Short' },
            'GET /never': { function: 'Act', authorizer: 'Never' },
            'GET /unsaid': { function: 'Act', authorizer: 'Unsaid' },
            'GET /r1': { function: 'Act', authorizer: 'PerRoute' },
            'GET /r2': { function: 'Act', authorizer: 'PerRoute' },
            'GET /two': { function: 'Act', authorizer: 'Two' },
            'GET /nobody': { function: 'Act', authorizer: 'Nobody' },
            'GET /s1': { function: 'Act', authorizer: 'Simple' },
            'GET /s2': { function: 'Act', authorizer: 'Simple' },
          },
        }),
        Beta: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: { ApiId: { Ref: 'Api' }, AutoDeploy: true, StageName: 'beta' },
        },
      },
    },
  },
  rows: [
    cached('within its TTL an answer is not asked for again', [a, a], same(allowed), askedOnce),
    cached('it serves all routes of the authorizer', [a, 'GET /b/1'], same(allowed), askedOnce),
    cached('it serves all methods', [a, 'PUT /a'], same(allowed), askedOnce),
    cached('the context is kept with it', [a, a], same(allowedWith({ a: '{asked}' })), {
      event: { requestContext: { authorizer: { lambda: { a: '1' } } } },
    }),
    cached(
      'another token is asked for',
      [a, a],
      [{ Authorization: k1 }, { Authorization: k2 }],
      askedOnce,
    ),
    cached('a TTL of 0 keeps nothing', ['GET /never', 'GET /never'], same(allowed), askedTwice),
    {
      ...cached(
        'after its TTL an answer is asked for again',
        ['GET /short', 'GET /short'],
        same(allowed),
        askedTwice,
        { after: 1100 },
      ),
      slow: true,
    },
    cached(
      'no TTL in the template is 300 seconds',
      ['GET /unsaid', 'GET /unsaid'],
      same(allowed),
      askedOnce,
      { source: 'Terraform provider #15232, after the console', confidence: 'unknown' },
    ),
    cached('what is kept is the policy, held against each request', [a, 'GET /b/1'], same(here), {
      status: 403,
      body: '{"message":"Forbidden"}',
      log: /nothing allows it\) \(cached\)/,
    }),
    cached('a kept policy is held against the method, too', [a, 'PUT /a'], same(here), {
      status: 403,
    }),
    cached(
      'a kept policy is held against the path parameters, too',
      ['GET /b/1', 'GET /b/2'],
      same(here),
      { status: 403 },
    ),
    cached(
      '$context.routeKey among the sources keeps one answer a route',
      ['GET /r1', 'GET /r2'],
      same(here),
      { status: 200 },
    ),
    cached(
      '$context.routeKey: of the same route, one',
      ['GET /r1', 'GET /r1'],
      same(allowed),
      askedOnce,
    ),
    cached(
      'a Deny is kept',
      [a, a],
      same(denied, allowed),
      { status: 403, log: /\(cached\)/ },
      { source: seen.ministack, confidence: 'reported' },
    ),
    cached(
      'an error is not kept',
      [a, a],
      same({ throw: 'x' }, allowed),
      { status: 200 },
      { source: seen.ministack, confidence: 'reported' },
    ),
    cached(
      'a malformed answer is not kept',
      [a, a],
      same({ answer: {} }, allowed),
      { status: 200 },
      { source: seen.ministack, confidence: 'reported' },
    ),
    cached(
      'an authorizer that exits leaves nothing behind',
      [a, a],
      same({ exit: 1 }),
      { status: 500 },
      { source: seen.ministack, confidence: 'reported' },
    ),
    cached(
      'a simple answer serves all routes',
      ['GET /s1', 'GET /s2'],
      same({ answer: { isAuthorized: true, context: { asked: '{asked}' } } }),
      askedOnce,
    ),
    cached(
      'a simple refusal serves all routes',
      ['GET /s1', 'GET /s2'],
      same({ answer: { isAuthorized: false } }, { answer: { isAuthorized: true } }),
      { status: 403 },
      { source: seen.ministack, confidence: 'reported' },
    ),
    cached(
      'a header that is no identity source does not part the answers',
      [a, a],
      [
        { Authorization: 'Bearer same', 'X-Judge': token(allowed) },
        { Authorization: 'Bearer same', 'X-Judge': token(denied) },
      ],
      { status: 200 },
    ),
    cached('each stage keeps its own', [a, 'GET /beta/a'], same(allowed), askedTwice, {
      source: seen.ministack,
      confidence: 'unknown',
    }),
    cached(
      'without identity sources nothing is kept',
      ['GET /nobody', 'GET /nobody'],
      [{ 'X-Judge': k1 }, { 'X-Judge': k1 }],
      { event: { requestContext: { authorizer: { lambda: { asked: /^[2-9]$/ } } } } },
    ),
    cached(
      "values that meet across a comma are told apart: 'a,b' 'c' and 'a' 'b,c'",
      ['GET /two', 'GET /two'],
      [
        { 'X-One': 'a,b', 'X-Two': 'c', 'X-Judge': token(allowed) },
        { 'X-One': 'a', 'X-Two': 'b,c', 'X-Judge': token(denied) },
      ],
      { status: 403 },
      { source: nobody.strictest, confidence: 'unknown' },
    ),
    cached(
      'a missing source is 401 whatever is kept',
      [a, a],
      [{ Authorization: token(allowed) }, undefined],
      { status: 401 },
    ),
  ],
};
