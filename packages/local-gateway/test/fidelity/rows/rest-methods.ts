import { lambdaFunction, restApi } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowed, allowedWith, asking, type Deed, denied, policy } from '../judged.ts';
import { act, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';
import { broken, explicitly, implicitly, missing, own, unauthorized } from './rest-answers.ts';

type Confidence = FidelityRow['confidence'];

function judged(
  behaviour: string,
  deed: Deed,
  expected: FidelityRow['expected'],
  source: string,
  confidence: Confidence,
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

function gives(
  behaviour: string,
  request: string,
  event: object,
  source: string,
  confidence: Confidence,
  headers: FidelityRow['headers'] = {},
): FidelityRow {
  return { behaviour, source, confidence, request, headers, expected: { event } };
}

const token = { Authorization: 'Bearer foo' };

/** Resources, the 1.0 event and TOKEN authorizers of a REST API. */
export const restMethods: Theme = {
  title: 'REST API: methods, event, TOKEN authorizers',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge', { Timeout: 1 }),
        Off: lambdaFunction('judge', { ReservedConcurrentExecutions: 0 }),
        ...restApi({
          stage: { Variables: { colour: 'blue' } },
          authorizers: {
            Jwt: { function: 'Judge' },
            Valid: { function: 'Judge', IdentityValidationExpression: 'Bearer [a-z]+' },
            Unreachable: { function: 'Off' },
          },
          methods: {
            'GET /': { function: 'Act' },
            'GET /pets': { function: 'Act' },
            'GET /pets/dogs': { function: 'Act' },
            'ANY /pets/{id}': { function: 'Act' },
            'GET /pets/{id}': { function: 'Act' },
            'ANY /files/{path+}': { function: 'Act' },
            'ANY /protected': { function: 'Act', authorizer: 'Jwt' },
            'GET /protected/{id}': { function: 'Act', authorizer: 'Jwt' },
            'GET /valid': { function: 'Act', authorizer: 'Valid' },
            'GET /unreachable': { function: 'Act', authorizer: 'Unreachable' },
          },
        }),
      },
    },
  },
  rows: [
    gives(
      'a resource takes its path',
      'GET /pets',
      { resource: '/pets', path: '/pets', httpMethod: 'GET' },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'the root has a resource',
      'GET /',
      { resource: '/', path: '/' },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'a literal comes before a variable',
      'GET /pets/dogs',
      { resource: '/pets/dogs' },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'a variable takes one segment',
      'GET /pets/7',
      { resource: '/pets/{id}', pathParameters: { id: '7' } },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'ANY takes the methods that the resource does not name',
      'PUT /pets/7',
      { resource: '/pets/{id}', httpMethod: 'PUT' },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'a greedy variable takes what is left',
      'GET /files/a/b',
      { resource: '/files/{path+}', pathParameters: { path: 'a/b' } },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'a trailing slash leads to the same method, path keeps it',
      'GET /pets/',
      { resource: '/pets', path: '/pets/' },
      seen.powertoolsPython,
      'reported',
    ),
    gives(
      'a greedy variable leaves a trailing slash out',
      'GET /files/a/',
      { path: '/files/a/', pathParameters: { path: 'a' } },
      seen.powertoolsPython,
      'reported',
    ),
    gives(
      'path parameters stay encoded',
      'GET /pets/a%20b',
      { path: '/pets/a%20b', pathParameters: { id: 'a%20b' } },
      seen.dotnet,
      'reported',
    ),
    gives(
      "the context's path begins with the stage",
      'GET /pets',
      { requestContext: { path: '/prod/pets', stage: 'prod' } },
      seen.powertools,
      'reported',
    ),
    gives(
      'header names keep the case that the client gave them',
      'GET /pets',
      { headers: { 'x-MIXED': '1' } },
      page.importantNotes,
      'confirmed',
      { 'x-MIXED': '1' },
    ),
    gives(
      'of repeated headers the last one counts, the list has all',
      'GET /pets',
      { headers: { 'X-Two': '2' }, multiValueHeaders: { 'X-Two': ['1', '2'] } },
      page.restIntegration,
      'confirmed',
      { 'X-Two': ['1', '2'] },
    ),
    gives(
      'of repeated query names the last one counts, the list has all',
      'GET /pets?q=1&q=2',
      { queryStringParameters: { q: '2' }, multiValueQueryStringParameters: { q: ['1', '2'] } },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'query values are decoded',
      'GET /pets?q=a%20b',
      { queryStringParameters: { q: 'a b' } },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'what is empty is null for the function',
      'GET /pets',
      {
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: null,
        body: null,
        isBase64Encoded: false,
      },
      seen.powertools,
      'reported',
    ),
    gives(
      'stage variables are in the event',
      'GET /pets',
      { stageVariables: { colour: 'blue' } },
      page.restIntegration,
      'confirmed',
    ),
    gives(
      'requestId is a UUID, extendedRequestId is not',
      'GET /pets',
      {
        requestContext: {
          requestId: /^[0-9a-f]{8}-[0-9a-f-]{27}$/,
          extendedRequestId: /^[\w-]{15}=$/,
        },
      },
      seen.powertools,
      'reported',
    ),
    gives(
      'resource and deployment have their ids',
      'GET /pets',
      {
        requestContext: {
          resourceId: /^[a-z0-9]+$/,
          deploymentId: /^[a-z0-9]+$/,
          resourcePath: '/pets',
        },
      },
      seen.powertools,
      'reported',
    ),
    {
      behaviour: 'the event of an open method has no authorizer',
      source: seen.powertools,
      confidence: 'reported',
      request: 'GET /pets',
      expected: { absent: ['requestContext.authorizer', 'version', 'rawPath'] },
    },
    ...(
      [
        ['a path without a resource', 'GET /nowhere'],
        ['a method that the resource does not have', 'DELETE /pets'],
        ['HEAD where only GET is', 'HEAD /pets'],
        [
          'a most specific resource without the method, though a variable would match',
          'DELETE /pets/dogs',
        ],
        ['literals in another case', 'GET /Pets'],
      ] as const
    ).map(
      ([behaviour, request]): FidelityRow => ({
        behaviour: `${behaviour} is 403, as for a missing token`,
        source: seen.serverless,
        confidence: request.includes('dogs') || request.includes('Pets') ? 'unknown' : 'reported',
        request,
        expected: request.startsWith('HEAD') ? { ...missing, body: '' } : missing,
      }),
    ),
    {
      behaviour: 'no such method, with a token: it is taken for a signature of AWS that is none',
      source: 'answers captured on AWS, public',
      confidence: 'reported',
      request: 'GET /nowhere',
      headers: token,
      expected: own(
        403,
        'IncompleteSignatureException',
        /^\{"message":"Invalid key=value pair \(missing equal-sign\) in Authorization header/,
      ),
    },
    {
      behaviour: 'every answer has its request ids and trace id',
      source: seen.dotnet,
      confidence: 'reported',
      request: 'GET /pets',
      expected: {
        headerNames: ['x-amzn-RequestId', 'x-amz-apigw-id', 'X-Amzn-Trace-Id'],
        headers: { 'x-amzn-requestid': /^[0-9a-f-]{36}$/ },
      },
    },
    {
      behaviour: 'no token, no authorizer: 401',
      source: page.restAuthorizer,
      confidence: 'confirmed',
      request: 'GET /protected',
      expected: { ...unauthorized, log: /not asked/ },
    },
    {
      behaviour: 'an empty token is none',
      source: page.restAuthorizer,
      confidence: 'confirmed',
      request: 'GET /protected',
      headers: { Authorization: '' },
      expected: unauthorized,
    },
    {
      behaviour: 'a token that the validation expression matches is judged',
      source: page.restAuthorizer,
      confidence: 'confirmed',
      request: 'GET /valid',
      headers: { Authorization: 'Bearer abc' },
      expected: { status: 200 },
    },
    {
      behaviour: 'one that it does not match is 401, the authorizer not asked',
      source: page.restAuthorizer,
      confidence: 'confirmed',
      request: 'GET /valid',
      headers: { Authorization: 'Basic abc' },
      expected: { ...unauthorized, log: /does not match/ },
    },
    {
      behaviour: 'the expression must match the whole token',
      source: page.knowledge401,
      confidence: 'reported',
      request: 'GET /valid',
      headers: { Authorization: 'Bearer abc1' },
      expected: unauthorized,
    },
    judged(
      'Allow lets the request through',
      allowed,
      { status: 200 },
      page.restAuthorizer,
      'confirmed',
    ),
    judged(
      "the error 'Unauthorized' is 401",
      { throw: 'Unauthorized' },
      unauthorized,
      page.restAuthorizer,
      'confirmed',
    ),
    judged(
      "the text 'Unauthorized', thrown, is 401",
      { throwText: 'Unauthorized' },
      unauthorized,
      seen.nodeErrors,
      'reported',
    ),
    judged(
      "an error that only begins with 'Unauthorized' is 500",
      { throw: 'Unauthorized: expired' },
      broken,
      seen.serverless,
      'reported',
    ),
    judged(
      "'unauthorized' in another case is 500",
      { throw: 'unauthorized' },
      broken,
      seen.serverless,
      'reported',
    ),
    judged(
      'any other error is 500',
      { throw: 'keys cannot be had' },
      broken,
      seen.marcogrcr,
      'reported',
    ),
    judged('an authorizer that exits is 500', { exit: 1 }, broken, seen.marcogrcr, 'reported'),
    {
      ...judged(
        "the function's own timeout is 500",
        { sleep: 3000 },
        broken,
        seen.marcogrcr,
        'reported',
      ),
      slow: true,
    },
    judged('Deny is 403, with a capital M', denied, explicitly, seen.marcogrcr, 'reported'),
    judged(
      'no Allow that matches is 403',
      policy({ Effect: 'Allow', Resource: '{api}/prod/GET/other' }),
      implicitly,
      seen.chalice,
      'reported',
    ),
    judged(
      'a policy for exactly this method lets it through',
      policy({ Effect: 'Allow', Resource: '{arn}' }),
      { status: 200 },
      page.restAuthorizerOutput,
      'confirmed',
    ),
    judged('no answer is 500', { nothing: null }, broken, seen.marcogrcr, 'reported'),
    judged(
      'a simple answer is 500',
      { answer: { isAuthorized: true } },
      broken,
      page.restAuthorizerOutput,
      'confirmed',
    ),
    judged(
      'an answer without a policy is 500',
      { answer: { principalId: 'a' } },
      broken,
      page.restAuthorizerOutput,
      'confirmed',
    ),
    judged(
      'an answer without principalId is 500',
      {
        answer: {
          policyDocument: policy({ Effect: 'Allow', Resource: '*' }).answer.policyDocument,
        },
      },
      broken,
      `${page.restAuthorizerOutput}; dev.to/marcogrcr found it not enforced`,
      'confirmed',
    ),
    judged(
      'an object in the context is 500',
      allowedWith({ map: {} }),
      broken,
      page.restAuthorizerOutput,
      'confirmed',
    ),
    judged(
      'a list in the context is 500',
      allowedWith({ list: [1] }),
      broken,
      page.restAuthorizerOutput,
      'confirmed',
    ),
    {
      behaviour: 'an authorizer that cannot be invoked is 500',
      source: seen.marcogrcr,
      confidence: 'reported',
      request: 'GET /unreachable',
      headers: token,
      expected: broken,
    },
    {
      behaviour:
        'the context reaches the function flat and as texts, with principalId and the latency',
      source: page.restAuthorizerOutput,
      confidence: 'confirmed',
      request: 'GET /protected',
      headers: asking(allowedWith({ text: 'a', number: 1, flag: true })),
      expected: {
        event: {
          requestContext: {
            authorizer: { text: 'a', number: '1', flag: 'true', principalId: 'someone' },
          },
        },
        body: /"integrationLatency":\d+/,
      },
    },
    {
      behaviour: 'the ARN has stage, method and path of the request',
      source: page.restAuthorizer,
      confidence: 'confirmed',
      request: 'GET /protected/7',
      headers: asking(
        policy({
          Effect: 'Allow',
          Resource: 'arn:aws:execute-api:us-east-1:123456789012:*/prod/GET/protected/7',
        }),
      ),
      expected: { status: 200 },
    },
    {
      behaviour: 'an ARN of more than 1,600 bytes is 414',
      source: page.restQuotas,
      confidence: 'confirmed',
      request: `GET /protected/${'x'.repeat(1600)}`,
      headers: token,
      expected: { status: 414 },
    },
    {
      behaviour: 'without an authorizer there is no such limit',
      source: page.restQuotas,
      confidence: 'confirmed',
      request: `GET /files/${'x'.repeat(1600)}`,
      expected: { status: 200 },
    },
    {
      behaviour: 'a body of more than 10 MB is 413',
      source: page.restQuotas,
      confidence: 'confirmed',
      request: 'POST /pets/7',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
      expected: { status: 413, body: '{"message":"Request Too Long"}' },
    },
    {
      behaviour: 'a body between 6 MB (Lambda) and 10 MB (API Gateway) is 413',
      source: seen.dotnet,
      confidence: 'reported',
      request: 'POST /pets/7',
      body: Buffer.alloc(6_400_000, 'a'),
      expected: { status: 413, body: '{"message":"Request Too Long"}' },
    },
    ...['/%2e/protected', '/x/../protected', '/protected%2f', '/%zz'].map(
      (path): FidelityRow => ({
        behaviour: `a path that could be read in two ways goes nowhere: ${path}`,
        source: nobody.strictest,
        confidence: 'unknown',
        request: `GET ${path}`,
        expected: { status: 400 },
      }),
    ),
  ],
};
