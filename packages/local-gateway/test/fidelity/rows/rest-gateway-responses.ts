import { restApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { behind, open } from '../fixture-stack.ts';
import { assumed, documented, measured, reported, row, type Topic } from '../row.ts';
import { denied, deny, result, scripted } from '../scripted-authorizer.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway, reason } from '../sources.ts';

const request = 'GET /protected';
const challenge = { 'www-authenticate': 'Bearer realm="x"' };
const denyMessage = 'User is not authorized to access this resource with an explicit deny';

/** Gateway responses that a template changes. */
export const restGatewayResponses: Topic = {
  title: 'REST API gateway responses',
  api: restApi({
    stage: { Variables: { realm: 'here' } },
    authorizers: { Token: { function: 'Authorizer' } },
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
    methods: { ...behind('Token', 'ANY /protected'), ...open('GET /act') },
  }),
  rows: [
    ...documented(
      apiGateway['api-gateway-gatewayResponse-definition'],
      row('A template sets body and content type', request, {
        status: 401,
        body: 'Who are you?',
        headers: { 'content-type': 'text/plain', 'x-amzn-errortype': 'UnauthorizedException' },
      }),
      row(
        'Headers may come from request, context and stage variables',
        'GET /protected?q=1',
        {
          headers: {
            'x-origin': 'https://example.com',
            'x-query': '1',
            'x-stage': 'prod',
            'x-realm': 'here',
          },
        },
        { headers: { Origin: 'https://example.com' } },
      ),
      row(
        'StatusCode changes the status',
        request,
        { status: 404, headers: { 'x-amzn-errortype': 'AccessDeniedException' } },
        scripted(denied),
      ),
      row(
        'A template has type and message; unknown variables are empty',
        request,
        { event: { type: 'ACCESS_DENIED', quoted: denyMessage, none: '' } },
        scripted(denied),
      ),
      row(
        'VTL directives are literal',
        request,
        { event: { code: '#set($a = 1)' } },
        scripted(denied),
      ),
      row('DEFAULT_4XX applies to types without their own response', 'GET /nowhere', {
        status: 403,
        body: '{"message":"Missing Authentication Token"}',
        headers: { 'x-default': '4xx' },
      }),
      row(
        'DEFAULT_5XX applies to authorizer errors',
        request,
        { status: 503, body: '{"sorry":null}' },
        scripted({ throw: 'x' }),
      ),
      row('DEFAULT_5XX applies to integration errors', perform({ throw: 'x' }), {
        status: 503,
        body: '{"sorry":"Internal server error"}',
      }),
      row(
        'Function responses are unchanged',
        perform({ return: { statusCode: 401, body: 'mine' } }),
        { status: 401, body: 'mine', headers: { 'x-default': null, 'www-authenticate': null } },
      ),
    ),
    ...documented(
      apiGateway['supported-gateway-response-types'],
      row(
        'Error `Unauthorized` and a missing token share a response',
        request,
        { status: 401, body: 'Who are you?', headers: challenge },
        scripted({ throw: 'Unauthorized' }),
      ),
    ),
    ...documented(
      apiGateway['api-gateway-known-issues'],
      row(
        '413 cannot be changed',
        'POST /protected',
        { status: 413, body: '{"message":"Request Too Long"}', headers: { 'x-default': null } },
        { body: Buffer.alloc(10 * 1024 * 1024 + 1) },
      ),
    ),
    ...measured(
      seen.basicAuth,
      row('WWW-Authenticate of a gateway response is not renamed', request, {
        headers: { ...challenge, 'x-amzn-remapped-www-authenticate': null },
      }),
    ),
    ...reported(
      reports.kter,
      row(
        'A template has the context of a Deny',
        request,
        { event: { why: 'expired' } },
        scripted({ return: result([deny('*')], { context: { reason: 'expired' } }) }),
      ),
    ),
    ...assumed(
      apiGateway['api-gateway-gatewayResponse-definition'],
      row(
        'The Accept header selects the template',
        request,
        { body: `<p>${denyMessage}</p>`, headers: { 'content-type': 'text/html' } },
        { headers: { ...scripted(denied).headers, Accept: 'text/html' } },
      ),
      row('DEFAULT_4XX does not extend more specific responses', request, {
        headers: { 'x-default': null },
      }),
    ),
    ...assumed(
      reason.analogy,
      row('A header without a value is omitted', request, {
        headers: { 'x-origin': null, 'x-query': null },
      }),
    ),
  ],
};
