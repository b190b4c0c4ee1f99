import { httpApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { behind } from '../fixture-stack.ts';
import { assumed, type Case, documented, measured, reported, row, type Topic } from '../row.ts';
import { showEvent, showEventByToken } from '../scripted-authorizer.ts';
import { apiGateway, reason } from '../sources.ts';

const authorizerEvent = (behavior: string, request: string, members: object): Case =>
  row(behavior, request, { authorizerEvent: members }, showEventByToken());

/** The event of an HTTP API's authorizer, payload format 2.0. */
export const httpAuthorizerEvent: Topic = {
  title: 'HTTP API authorizer event, payload format 2.0',
  api: httpApi({
    authorizers: { Token: { function: 'Authorizer' } },
    routes: behind('Token', 'ANY /protected', 'GET /items/{id}', 'GET /'),
  }),
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      authorizerEvent('The event has version, type and routeArn', 'GET /items/7?q=1', {
        version: '2.0',
        type: 'REQUEST',
        routeArn:
          /^arn:aws:execute-api:eu-west-1:123456789012:[a-z0-9]{10}\/\$default\/GET\/items\/7$/,
      }),
      authorizerEvent('The event has route, path and parameters', 'GET /items/a%20b?q=1&q=2', {
        routeKey: 'GET /items/{id}',
        rawPath: '/items/a b',
        rawQueryString: 'q=1&q=2',
        queryStringParameters: { q: '1,2' },
        pathParameters: { id: 'a b' },
      }),
      row(
        'The event has cookies as a list',
        'GET /protected',
        { authorizerEvent: { cookies: ['a=1', 'b=2'] } },
        showEventByToken({ Cookie: 'a=1; b=2' }),
      ),
      row(
        'The event omits the body',
        'POST /protected',
        { absentForAuthorizer: ['body', 'isBase64Encoded'] },
        { ...showEventByToken({ 'Content-Type': 'text/plain' }), body: 'hello' },
      ),
    ),
    ...measured(
      seen.powertools,
      row(
        'identitySource lists the values with the scheme',
        'GET /protected',
        { authorizerEvent: { identitySource: ['Bearer foo'] } },
        showEvent({ Authorization: 'Bearer foo' }),
      ),
      row(
        'Header names are lower case',
        'GET /protected',
        { authorizerEvent: { headers: { authorization: 'Bearer foo' } } },
        showEvent({ AUTHORIZATION: 'Bearer foo' }),
      ),
      row(
        'Empty fields are absent',
        'GET /protected',
        {
          absentForAuthorizer: [
            ...['cookies', 'queryStringParameters', 'pathParameters', 'stageVariables'],
            ...['requestContext.authorizer', 'requestContext.authentication', 'methodArn'],
          ],
        },
        showEventByToken(),
      ),
    ),
    ...reported(
      reports.publicEvents,
      authorizerEvent('The ARN of the root ends in a slash', 'GET /', {
        routeArn: /\/\$default\/GET\/$/,
      }),
      authorizerEvent('With ANY the ARN has the method of the request', 'DELETE /protected', {
        routeKey: 'ANY /protected',
        routeArn: /\/DELETE\/protected$/,
      }),
    ),
    ...assumed(
      reason.unsettled,
      authorizerEvent('The ARN has the decoded path', 'GET /items/a%20b', {
        routeArn: /\/GET\/items\/a b$/,
      }),
    ),
  ],
};
