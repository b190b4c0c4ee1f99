import { lambdaFunction, restApi } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { asking, denied, policy } from '../judged.ts';
import { act, doing, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

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

/** The gateway's own answers as a template changes them. */
export const restGatewayResponses: Theme = {
  title: 'REST API: gateway responses',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        ...restApi({
          stage: { Variables: { realm: 'here' } },
          authorizers: { Jwt: { function: 'Judge' } },
          gatewayResponses: {
            UNAUTHORIZED: {
              ResponseParameters: {
                'gatewayresponse.header.WWW-Authenticate': `'Bearer realm="x"'`,
                'gatewayresponse.header.X-Origin': 'method.request.header.Origin',
                'gatewayresponse.header.X-Query': 'method.request.querystring.q',
                'gatewayresponse.header.X-Stage': 'context.stage',
                'gatewayresponse.header.X-Realm': 'stageVariables.realm',
              },
              ResponseTemplates: { 'text/plain': 'Who are you?' },
            },
            ACCESS_DENIED: {
              StatusCode: '404',
              ResponseTemplates: {
                'application/json':
                  '{"why":"$context.authorizer.reason","type":"$context.error.responseType","quoted":$context.error.messageString,"none":"$context.nothing","code":"#set($a = 1)"}',
                'text/html': '<p>$context.error.message</p>',
              },
            },
            DEFAULT_4XX: { ResponseParameters: { 'gatewayresponse.header.X-Default': "'4xx'" } },
            DEFAULT_5XX: {
              StatusCode: '503',
              ResponseTemplates: { 'application/json': '{"sorry":$context.error.messageString}' },
            },
          },
          methods: {
            'ANY /protected': { function: 'Act', authorizer: 'Jwt' },
            'GET /act': { function: 'Act' },
          },
        }),
      },
    },
  },
  rows: [
    request(
      'a template is the body, with its content type',
      'GET /protected',
      {},
      {
        status: 401,
        body: 'Who are you?',
        headers: { 'content-type': 'text/plain', 'x-amzn-errortype': 'UnauthorizedException' },
      },
      page.gatewayResponses,
    ),
    request(
      'a header that is added keeps its name: WWW-Authenticate is not renamed',
      'GET /protected',
      {},
      {
        headers: {
          'www-authenticate': 'Bearer realm="x"',
          'x-amzn-remapped-www-authenticate': null,
        },
      },
      seen.basicAuth,
      'reported',
    ),
    request(
      'headers may be filled from the request, the context and the stage',
      'GET /protected?q=1',
      { Origin: 'https://example.com' },
      {
        headers: {
          'x-origin': 'https://example.com',
          'x-query': '1',
          'x-stage': 'prod',
          'x-realm': 'here',
        },
      },
      page.gatewayResponses,
    ),
    request(
      'a header without a value is left out',
      'GET /protected',
      {},
      { headers: { 'x-origin': null, 'x-query': null } },
      nobody.likeOthers,
      'unknown',
    ),
    request(
      "the error 'Unauthorized' has the same answer as a missing token",
      'GET /protected',
      asking({ throw: 'Unauthorized' }),
      { status: 401, body: 'Who are you?', headers: { 'www-authenticate': 'Bearer realm="x"' } },
      page.gatewayResponseTypes,
    ),
    request(
      'a status is changed by the response of the type',
      'GET /protected',
      asking(denied),
      { status: 404, headers: { 'x-amzn-errortype': 'AccessDeniedException' } },
      page.gatewayResponses,
    ),
    request(
      'a template names the type and the message, and leaves what it does not know empty',
      'GET /protected',
      asking(denied),
      {
        event: {
          type: 'ACCESS_DENIED',
          quoted: 'User is not authorized to access this resource with an explicit deny',
          none: '',
        },
      },
      page.gatewayResponses,
    ),
    request(
      'a template is no VTL: directives stay',
      'GET /protected',
      asking(denied),
      { event: { code: '#set($a = 1)' } },
      page.gatewayResponses,
    ),
    request(
      'a template can name what a Deny says in its context',
      'GET /protected',
      asking({
        answer: {
          ...policy({ Effect: 'Deny', Resource: '*' }).answer,
          context: { reason: 'expired' },
        },
      }),
      { event: { why: 'expired' } },
      seen.kter,
      'reported',
    ),
    request(
      'the template is chosen by what the client accepts',
      'GET /protected',
      { ...asking(denied), Accept: 'text/html' },
      {
        body: '<p>User is not authorized to access this resource with an explicit deny</p>',
        headers: { 'content-type': 'text/html' },
      },
      page.gatewayResponses,
      'reported',
    ),
    request(
      'DEFAULT_4XX is for every 4xx without its own',
      'GET /nowhere',
      {},
      {
        status: 403,
        body: '{"message":"Missing Authentication Token"}',
        headers: { 'x-default': '4xx' },
      },
      page.gatewayResponses,
    ),
    request(
      'DEFAULT_4XX does not add to those that have their own',
      'GET /protected',
      {},
      { headers: { 'x-default': null } },
      page.gatewayResponses,
      'reported',
    ),
    request(
      'DEFAULT_5XX is for a failed authorizer, its status too',
      'GET /protected',
      asking({ throw: 'x' }),
      { status: 503, body: '{"sorry":null}' },
      page.gatewayResponses,
    ),
    request(
      'DEFAULT_5XX is for a failed integration',
      `GET /act${doing({ throw: 'x' })}`,
      {},
      { status: 503, body: '{"sorry":"Internal server error"}' },
      page.gatewayResponses,
    ),
    {
      behaviour: '413 cannot be changed',
      source: page.importantNotes,
      confidence: 'confirmed',
      request: 'POST /protected',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
      expected: {
        status: 413,
        body: '{"message":"Request Too Long"}',
        headers: { 'x-default': null },
      },
    },
    request(
      'the answers of the function are not touched',
      `GET /act${doing({ return: { statusCode: 401, body: 'mine' } })}`,
      {},
      { status: 401, body: 'mine', headers: { 'x-default': null, 'www-authenticate': null } },
      page.gatewayResponses,
    ),
  ],
};
