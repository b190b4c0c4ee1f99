import { httpApi } from '../../templates.ts';
import { reports, seen } from '../evidence.ts';
import { behind, open } from '../fixture-stack.ts';
import { assumed, documented, measured, reported, row, type Topic } from '../row.ts';
import { showEventByToken } from '../scripted-authorizer.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway, reason } from '../sources.ts';

const tooMany = { status: 429, body: '{"message":"Too Many Requests"}' };
const nothing = { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 };

const stage = (StageName: string, DefaultRouteSettings: object) => ({
  Type: 'AWS::ApiGatewayV2::Stage',
  Properties: { ApiId: { Ref: 'Api' }, AutoDeploy: true, StageName, DefaultRouteSettings },
});

/** Stages of an HTTP API: their paths, variables and throttling. */
export const httpStages: Topic = {
  title: 'HTTP API stages and throttling',
  api: {
    ...httpApi({
      stage: {
        StageVariables: { color: 'blue' },
        RouteSettings: {
          'GET /never': nothing,
          'GET /few': { ThrottlingRateLimit: 0.01, ThrottlingBurstLimit: 2 },
          'GET /locked': nothing,
        },
      },
      authorizers: {
        Token: { function: 'Authorizer' },
        ByStage: { function: 'Authorizer', IdentitySource: ['$stageVariables.color'] },
      },
      routes: {
        ...open('GET /', 'GET /pets', 'GET /beta', 'GET /never', 'GET /few'),
        ...behind('Token', 'GET /locked', 'GET /protected'),
        ...behind('ByStage', 'GET /by-stage'),
      },
    }),
    ...{
      Beta: stage('beta', { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500 }),
      Closed: stage('closed', nothing),
    },
  },
  rows: [
    ...documented(
      apiGateway['http-api-stages'],
      row('The $default stage is served at the root', 'GET /pets', {
        status: 200,
        event: { rawPath: '/pets', requestContext: { stage: '$default' } },
      }),
      row('The first segment may name a stage', 'GET /beta/pets', {
        status: 200,
        event: { routeKey: 'GET /pets', requestContext: { stage: 'beta' } },
      }),
      row('A stage name precedes a route of that path', 'GET /beta', {
        status: 200,
        event: { routeKey: 'GET /', requestContext: { stage: 'beta' } },
      }),
    ),
    ...assumed(
      apiGateway['http-api-logging-variables'],
      row('rawPath and http.path include a named stage', 'GET /beta/pets', {
        event: { rawPath: '/beta/pets', requestContext: { http: { path: '/beta/pets' } } },
      }),
    ),
    ...documented(
      apiGateway['http-api-develop-integrations-lambda'],
      row('The event has the stage variables', 'GET /pets', {
        event: { stageVariables: { color: 'blue' } },
      }),
    ),
    ...measured(
      seen.powertools,
      row('Without stage variables the event omits them', 'GET /beta/pets', {
        absent: ['stageVariables'],
      }),
    ),
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      row(
        'routeArn names the stage; its path omits it',
        'GET /beta/protected',
        { authorizerEvent: { routeArn: /^arn:aws:execute-api:[^/]+\/beta\/GET\/protected$/ } },
        showEventByToken(),
      ),
      row('A stage variable may be an identity source', 'GET /by-stage', 200),
      row('A missing stage variable is a missing identity source', 'GET /beta/by-stage', {
        status: 401,
        body: '{"message":"Unauthorized"}',
      }),
    ),
    ...reported(
      reports.terraform,
      row('A rate limit of 0 throttles every request', 'GET /never', tooMany),
    ),
    ...documented(
      apiGateway['http-api-throttling'],
      row(
        'Requests beyond the burst are 429',
        'GET /few',
        { status: 429, headers: { 'content-type': 'application/json' } },
        { before: [{ request: 'GET /few' }, { request: 'GET /few' }] },
      ),
      row('Stage settings apply to routes without their own', 'GET /closed/pets', tooMany),
      row(
        'Throttled requests do not reach the function',
        perform({ console: ['called'] }, 'GET /never'),
        429,
      ),
    ),
    ...documented(
      apiGateway['http-api-quotas'],
      row('Without throttling settings only account limits apply', 'GET /pets', 200, {
        concurrency: 20,
      }),
    ),
    ...assumed(reason.unsettled, row('Throttling precedes the authorizer', 'GET /locked', 429)),
  ],
};

/** An HTTP API without a `$default` stage. */
export const httpNamedStage: Topic = {
  title: 'HTTP API stages and throttling',
  api: httpApi({ stage: { StageName: 'prod' }, routes: open('GET /', 'GET /pets') }),
  rows: [
    ...documented(
      apiGateway['http-api-stages'],
      row('A named stage is part of the URL', 'GET /pets', {
        status: 200,
        event: { rawPath: '/prod/pets', routeKey: 'GET /pets' },
      }),
      row('The root of a named stage is the route `/`', 'GET /', {
        status: 200,
        event: { rawPath: '/prod/', routeKey: 'GET /' },
      }),
    ),
  ],
};
