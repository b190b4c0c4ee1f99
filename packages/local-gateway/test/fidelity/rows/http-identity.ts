import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowed, allowedWith, asking, denied, showing } from '../judged.ts';
import { act, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };
const failure = { status: 500, body: '{"message":"Internal Server Error"}' };

function source(
  behaviour: string,
  request: string,
  expected: FidelityRow['expected'],
  headers: FidelityRow['headers'] = {},
  where: string = page.authorizer,
  confidence: FidelityRow['confidence'] = 'confirmed',
): FidelityRow {
  return { behaviour, source: where, confidence, request, headers, expected };
}

const identitySources = {
  Header: ['$request.header.X-Key'],
  Query: ['$request.querystring.key'],
  Two: ['$request.header.X-Key', '$request.querystring.key'],
  Context: ['$context.identity.sourceIp'],
  Method: ['$context.httpMethod'],
  Nothing: [],
};

/** Identity sources of every form, simple responses and payload format 1.0. */
export const httpIdentity: Theme = {
  title: 'HTTP API: identity sources, simple responses, payload format 1.0',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        ...httpApi({
          authorizers: {
            ...Object.fromEntries(
              Object.entries(identitySources).map(([id, IdentitySource]) => [
                id,
                { function: 'Judge', IdentitySource },
              ]),
            ),
            Simple: { function: 'Judge', EnableSimpleResponses: true },
            Old: { function: 'Judge', AuthorizerPayloadFormatVersion: '1.0' },
            OldTwo: {
              function: 'Judge',
              AuthorizerPayloadFormatVersion: '1.0',
              IdentitySource: identitySources.Two,
            },
          },
          routes: Object.fromEntries(
            [...Object.keys(identitySources), 'Simple', 'Old', 'OldTwo'].map((id) => [
              `ANY /${id.toLowerCase()}`,
              { function: 'Act', authorizer: id },
            ]),
          ),
        }),
      },
    },
  },
  rows: [
    source('a header is found whatever its case', 'GET /header', { status: 200 }, { 'x-kEY': 'a' }),
    source('a missing header is 401', 'GET /header', unauthorized),
    source('an empty header is 401', 'GET /header', unauthorized, { 'X-Key': '' }),
    source('a query parameter is found', 'GET /query?key=a', { status: 200 }),
    source('query parameters are case-sensitive', 'GET /query?Key=a', unauthorized),
    source('an empty query parameter is 401', 'GET /query?key=', unauthorized),
    source('a missing query parameter is 401', 'GET /query', unauthorized),
    source('all sources must be there: both missing', 'GET /two', unauthorized),
    source('all sources must be there: the second missing', 'GET /two', unauthorized, {
      'X-Key': 'a',
    }),
    source('all sources must be there: the first missing', 'GET /two?key=a', unauthorized),
    source('all sources are there', 'GET /two?key=a', { status: 200 }, { 'X-Key': 'a' }),
    source(
      'the identity lists them in the order of the template',
      'GET /two?key=b',
      { asked: { identitySource: ['a', 'b'] } },
      { 'X-Key': 'a', 'X-Judge': showing() },
    ),
    source(
      'a repeated header is one value, joined',
      'GET /header',
      { asked: { identitySource: ['a,b'] } },
      { 'X-Key': ['a', 'b'], 'X-Judge': showing() },
      nobody.likeOthers,
      'unknown',
    ),
    source(
      'a variable of the context may be a source',
      'GET /context',
      { asked: { identitySource: [/^(127\.0\.0\.1|::1)$/] } },
      { 'X-Judge': showing() },
    ),
    source(
      'the method may be a source',
      'PUT /method',
      { asked: { identitySource: ['PUT'] } },
      { 'X-Judge': showing() },
    ),
    source(
      'without sources the authorizer is asked by every request, the identity null',
      'GET /nothing',
      { asked: { identitySource: null } },
      { 'X-Judge': showing() },
      seen.captures,
      'reported',
    ),
    source(
      'simple: true lets the request through',
      'GET /simple',
      { status: 200 },
      asking({ answer: { isAuthorized: true } }),
    ),
    source(
      'simple: false is 403',
      'GET /simple',
      { status: 403, body: '{"message":"Forbidden"}' },
      asking({ answer: { isAuthorized: false } }),
      seen.dotnetAuthorizers,
      'reported',
    ),
    source(
      'simple: the context reaches the function',
      'GET /simple',
      { event: { requestContext: { authorizer: { lambda: { a: [1] } } } } },
      asking({ answer: { isAuthorized: true, context: { a: [1] } } }),
    ),
    ...(['true', 1, null, {}, 'false'] as const).map((isAuthorized) =>
      source(
        `simple: ${JSON.stringify(isAuthorized)} is no boolean: 500`,
        'GET /simple',
        failure,
        asking({ answer: { isAuthorized } }),
        nobody.strictest,
        'unknown',
      ),
    ),
    source(
      'simple: an object without isAuthorized is 500',
      'GET /simple',
      failure,
      asking({ answer: {} }),
      seen.classmethod,
      'reported',
    ),
    source(
      'simple: a policy where a boolean is asked for is 500',
      'GET /simple',
      failure,
      asking(allowed),
    ),
    source('simple: an error is 500', 'GET /simple', failure, asking({ throw: 'x' })),
    source(
      '1.0: the ARN is methodArn, the version 1.0',
      'GET /old',
      {
        asked: {
          version: '1.0',
          type: 'REQUEST',
          methodArn:
            /^arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/\$default\/GET\/old$/,
        },
        absentForAuthorizer: ['routeArn', 'rawPath'],
      },
      { Authorization: showing() },
    ),
    source(
      '1.0: the identity is one text, joined by commas, twice',
      'GET /oldtwo?key=b',
      { asked: { identitySource: 'a,b', authorizationToken: 'a,b' } },
      { 'X-Key': 'a', 'X-Judge': showing() },
    ),
    source(
      '1.0: the event has resource, path and method',
      'GET /old?q=1',
      {
        asked: {
          resource: '/old',
          path: '/old',
          httpMethod: 'GET',
          queryStringParameters: { q: '1' },
          requestContext: { resourcePath: '/old', httpMethod: 'GET', stage: '$default' },
        },
      },
      { Authorization: showing() },
    ),
    source(
      '1.0: what is empty is an empty object for the authorizer',
      'GET /old',
      { asked: { pathParameters: {} } },
      { Authorization: showing() },
    ),
    source('1.0: Allow lets the request through', 'GET /old', { status: 200 }, asking(allowed)),
    source(
      '1.0: Deny is 403',
      'GET /old',
      { status: 403, body: '{"message":"Forbidden"}' },
      asking(denied),
      seen.ministack,
      'reported',
    ),
    source('1.0: an error is 500', 'GET /old', failure, asking({ throw: 'x' })),
    source(
      "1.0: the error 'Unauthorized' is 500",
      'GET /old',
      failure,
      asking({ throw: 'Unauthorized' }),
      nobody.strictest,
      'unknown',
    ),
    source(
      '1.0: a nested context is 500',
      'GET /old',
      failure,
      asking(allowedWith({ map: {} })),
      'public code that met it',
      'reported',
    ),
    source(
      '1.0: claims are a reserved name: 500',
      'GET /old',
      failure,
      asking(allowedWith({ claims: 'a' })),
    ),
    source(
      '1.0: the context reaches a 2.0 integration as texts',
      'GET /old',
      { event: { requestContext: { authorizer: { lambda: { number: '1', flag: 'true' } } } } },
      asking(allowedWith({ number: 1, flag: true })),
      seen.ministack,
      'unknown',
    ),
  ],
};
