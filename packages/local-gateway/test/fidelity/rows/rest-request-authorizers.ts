import { lambdaFunction, restApi } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowed, asking, type Deed, denied, policy, showing } from '../judged.ts';
import { act, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';
import { explicitly, implicitly, unauthorized } from './rest-answers.ts';

type Confidence = FidelityRow['confidence'];

function request(
  behaviour: string,
  path: string,
  headers: FidelityRow['headers'],
  expected: FidelityRow['expected'],
  source: string = page.restAuthorizer,
  confidence: Confidence = 'confirmed',
): FidelityRow {
  return { behaviour, source, confidence, request: path, ...(headers && { headers }), expected };
}

const key = (...deeds: readonly Deed[]) => ({
  'X-Key': 'k',
  'X-Judge': asking(...deeds).Authorization,
});
const once = { event: { requestContext: { authorizer: { asked: '1' } } } };
const twice = { event: { requestContext: { authorizer: { asked: '2' } } } };

function kept(
  behaviour: string,
  requests: readonly [string, string],
  deeds: readonly Deed[],
  expected: FidelityRow['expected'],
  source: string,
  confidence: Confidence,
): FidelityRow {
  const headers = asking(...deeds);
  return {
    behaviour,
    source,
    confidence,
    before: [{ request: requests[0], headers }],
    request: requests[1],
    headers,
    expected,
  };
}

/** REQUEST authorizers of a REST API, and the cache. */
export const restRequestAuthorizers: Theme = {
  title: 'REST API: REQUEST authorizers and the cache',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        ...restApi({
          stage: { Variables: { colour: 'blue' } },
          authorizers: {
            Two: {
              function: 'Judge',
              Type: 'REQUEST',
              IdentitySource: 'method.request.header.X-Key, method.request.querystring.key',
            },
            Context: {
              function: 'Judge',
              Type: 'REQUEST',
              IdentitySource: 'context.identity.sourceIp,stageVariables.colour',
            },
            Anyone: { function: 'Judge', Type: 'REQUEST', IdentitySource: undefined },
            Kept: { function: 'Judge', AuthorizerResultTtlInSeconds: 300 },
            Unsaid: { function: 'Judge', AuthorizerResultTtlInSeconds: undefined },
            Short: { function: 'Judge', AuthorizerResultTtlInSeconds: 1 },
          },
          methods: {
            'GET /two': { function: 'Act', authorizer: 'Two' },
            'GET /context': { function: 'Act', authorizer: 'Context' },
            'ANY /anyone/{id}': { function: 'Act', authorizer: 'Anyone' },
            'ANY /a': { function: 'Act', authorizer: 'Kept' },
            'GET /b': { function: 'Act', authorizer: 'Kept' },
            'GET /unsaid': { function: 'Act', authorizer: 'Unsaid' },
            'GET /short': { function: 'Act', authorizer: 'Short' },
          },
        }),
      },
    },
  },
  rows: [
    request('all identity sources must be there: none is', 'GET /two', {}, unauthorized),
    request(
      'all identity sources must be there: one is',
      'GET /two',
      { 'X-Key': 'a' },
      unauthorized,
    ),
    request('an empty identity source is missing', 'GET /two?key=', { 'X-Key': 'a' }, unauthorized),
    request('all identity sources are there', 'GET /two?key=a', { 'X-Key': 'a' }, { status: 200 }),
    request(
      'sources are wanted though nothing is cached',
      'GET /two',
      undefined,
      unauthorized,
      seen.sam,
      'reported',
    ),
    request('context and stage variables may be sources', 'GET /context', {}, { status: 200 }),
    request(
      'without sources the authorizer is asked without a token',
      'GET /anyone/1',
      {},
      { status: 200 },
      seen.serverless,
      'reported',
    ),
    request(
      'the event has type, ARN, resource, path and method',
      'PUT /anyone/7?q=1',
      { 'X-Judge': showing() },
      {
        asked: {
          type: 'REQUEST',
          methodArn:
            /^arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/prod\/PUT\/anyone\/7$/,
          resource: '/anyone/{id}',
          path: '/anyone/7',
          httpMethod: 'PUT',
          queryStringParameters: { q: '1' },
          multiValueQueryStringParameters: { q: ['1'] },
          pathParameters: { id: '7' },
          stageVariables: { colour: 'blue' },
        },
      },
      page.restAuthorizerInput,
    ),
    request(
      'what is empty is an empty object for the authorizer',
      'GET /context',
      { 'X-Judge': showing() },
      {
        asked: {
          queryStringParameters: {},
          multiValueQueryStringParameters: {},
          pathParameters: {},
        },
      },
      seen.powertools,
      'reported',
    ),
    request(
      'there is no version, identity or token in it',
      'GET /context',
      { 'X-Judge': showing() },
      {
        absentForAuthorizer: [
          'version',
          'identitySource',
          'authorizationToken',
          'body',
          'isBase64Encoded',
        ],
      },
      page.restAuthorizerInput,
    ),
    request(
      'header names keep their case for the authorizer',
      'GET /context',
      { 'X-Judge': showing(), 'x-MIXED': '1' },
      { asked: { headers: { 'x-MIXED': '1' }, multiValueHeaders: { 'x-MIXED': ['1'] } } },
      seen.serverless,
      'reported',
    ),
    request(
      "the error 'Unauthorized' of a REQUEST authorizer is 401",
      'GET /anyone/1',
      key({ throw: 'Unauthorized' }),
      unauthorized,
      seen.serverless,
      'reported',
    ),
    kept(
      'within its TTL an answer is not asked for again',
      ['GET /a', 'GET /a'],
      [allowed],
      once,
      page.restAuthorizer,
      'confirmed',
    ),
    kept(
      'it serves all methods of the API',
      ['GET /a', 'GET /b'],
      [allowed],
      once,
      page.restAuthorizer,
      'confirmed',
    ),
    kept(
      'what is kept is the policy, held against each request',
      ['GET /a', 'GET /b'],
      [policy({ Effect: 'Allow', Resource: '{arn}' })],
      implicitly,
      page.restAuthorizer,
      'confirmed',
    ),
    kept(
      'no TTL in the template is 300 seconds',
      ['GET /unsaid', 'GET /unsaid'],
      [allowed],
      once,
      page.restAuthorizer,
      'confirmed',
    ),
    {
      ...kept(
        'after its TTL an answer is asked for again',
        ['GET /short', 'GET /short'],
        [allowed],
        twice,
        page.restAuthorizer,
        'confirmed',
      ),
      after: 1100,
      slow: true,
    },
    kept(
      'a Deny is kept',
      ['GET /a', 'GET /a'],
      [denied, allowed],
      explicitly,
      'serverless, guide to MCP on AWS',
      'reported',
    ),
    kept(
      "the error 'Unauthorized' is not kept",
      ['GET /a', 'GET /a'],
      [{ throw: 'Unauthorized' }, allowed],
      { status: 200 },
      'serverless, guide to MCP on AWS',
      'reported',
    ),
    kept(
      'another error is not kept',
      ['GET /a', 'GET /a'],
      [{ throw: 'x' }, allowed],
      { status: 200 },
      'serverless, guide to MCP on AWS',
      'reported',
    ),
    {
      behaviour: 'a latency of the authorizer of 0 tells a kept answer',
      source: nobody.likeOthers,
      confidence: 'unknown',
      before: [{ request: 'GET /a', headers: { Authorization: 'Bearer kept' } }],
      request: 'GET /a',
      headers: { Authorization: 'Bearer kept' },
      expected: { event: { requestContext: { authorizer: { integrationLatency: 0 } } } },
    },
  ],
};
