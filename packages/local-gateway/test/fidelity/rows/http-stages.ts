import { httpApi, lambdaFunction } from '../../templates.ts';
import type { Theme } from '../fidelity-row.ts';
import { showing } from '../judged.ts';
import { act, doing, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

const ApiId = { Ref: 'Api' };
const tooMany = { status: 429, body: '{"message":"Too Many Requests"}' };

/** Stages of an HTTP API: their paths, variables and throttling. */
export const httpStages: Theme = {
  title: 'HTTP API: stages and throttling',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        ...httpApi({
          stage: {
            StageVariables: { colour: 'blue' },
            RouteSettings: {
              'GET /never': { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 },
              'GET /few': { ThrottlingRateLimit: 0.01, ThrottlingBurstLimit: 2 },
              'GET /locked': { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 },
            },
          },
          authorizers: {
            Jwt: { function: 'Judge' },
            ByStage: { function: 'Judge', IdentitySource: ['$stageVariables.colour'] },
          },
          routes: {
            'GET /': { function: 'Act' },
            'GET /pets': { function: 'Act' },
            'GET /beta': { function: 'Act' },
            'GET /never': { function: 'Act' },
            'GET /few': { function: 'Act' },
            'GET /locked': { function: 'Act', authorizer: 'Jwt' },
            'GET /protected': { function: 'Act', authorizer: 'Jwt' },
            'GET /by-stage': { function: 'Act', authorizer: 'ByStage' },
          },
        }),
        Beta: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: {
            ApiId,
            AutoDeploy: true,
            StageName: 'beta',
            DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 500 },
          },
        },
        Closed: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: {
            ApiId,
            AutoDeploy: true,
            StageName: 'closed',
            DefaultRouteSettings: { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 },
          },
        },
      },
    },
  },
  rows: [
    {
      behaviour: 'the $default stage answers at the root',
      source: page.stages,
      confidence: 'confirmed',
      request: 'GET /pets',
      expected: { status: 200, event: { rawPath: '/pets', requestContext: { stage: '$default' } } },
    },
    {
      behaviour: "a first segment that is a stage's name leads to that stage",
      source: page.stages,
      confidence: 'confirmed',
      request: 'GET /beta/pets',
      expected: {
        status: 200,
        event: { routeKey: 'GET /pets', requestContext: { stage: 'beta' } },
      },
    },
    {
      behaviour: "a stage's name comes before a route of the same path",
      source: page.stages,
      confidence: 'confirmed',
      request: 'GET /beta',
      expected: { status: 200, event: { routeKey: 'GET /', requestContext: { stage: 'beta' } } },
    },
    {
      behaviour: 'rawPath and http.path begin with the name of a named stage',
      source: page.variables,
      confidence: 'reported',
      request: 'GET /beta/pets',
      expected: {
        event: { rawPath: '/beta/pets', requestContext: { http: { path: '/beta/pets' } } },
      },
    },
    {
      behaviour: 'stage variables are in the event',
      source: page.integration,
      confidence: 'confirmed',
      request: 'GET /pets',
      expected: { event: { stageVariables: { colour: 'blue' } } },
    },
    {
      behaviour: 'a stage without variables has none in the event',
      source: seen.powertools,
      confidence: 'reported',
      request: 'GET /beta/pets',
      expected: { absent: ['stageVariables'] },
    },
    {
      behaviour: 'the routeArn names the stage, and the path without it',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /beta/protected',
      headers: { Authorization: showing() },
      expected: { asked: { routeArn: /^arn:aws:execute-api:[^/]+\/beta\/GET\/protected$/ } },
    },
    {
      behaviour: 'a stage variable may be an identity source',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /by-stage',
      expected: { status: 200 },
    },
    {
      behaviour: 'a stage variable that the stage lacks is a missing identity source',
      source: page.authorizer,
      confidence: 'confirmed',
      request: 'GET /beta/by-stage',
      expected: { status: 401, body: '{"message":"Unauthorized"}' },
    },
    {
      behaviour: 'a route may be throttled to nothing',
      source: seen.terraform,
      confidence: 'reported',
      request: 'GET /never',
      expected: tooMany,
    },
    {
      behaviour: 'a burst passes, what comes after it is 429',
      source: page.throttling,
      confidence: 'confirmed',
      request: 'GET /few',
      before: [{ request: 'GET /few' }, { request: 'GET /few' }],
      expected: { status: 429, headers: { 'content-type': 'application/json' } },
    },
    {
      behaviour: "the settings of a route come before its stage's",
      source: page.throttling,
      confidence: 'confirmed',
      request: 'GET /closed/pets',
      expected: tooMany,
    },
    {
      behaviour: 'a stage without throttling of its own has that of the account, out of reach here',
      source: page.httpQuotas,
      confidence: 'confirmed',
      request: 'GET /pets',
      together: 20,
      expected: { status: 200 },
    },
    {
      behaviour: 'throttling comes before the authorizer',
      source: nobody.strictest,
      confidence: 'unknown',
      request: 'GET /locked',
      expected: { status: 429 },
    },
    {
      behaviour: 'a request that is throttled does not reach the function',
      source: page.throttling,
      confidence: 'confirmed',
      request: `GET /never${doing({ console: ['called'] })}`,
      expected: { status: 429 },
    },
  ],
};

/** An HTTP API without a `$default` stage. */
export const httpNamedStage: Theme = {
  title: 'HTTP API: named stages only',
  stack: {
    code: { act },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        ...httpApi({
          stage: { StageName: 'prod' },
          routes: { 'GET /': { function: 'Act' }, 'GET /pets': { function: 'Act' } },
        }),
      },
    },
  },
  rows: [
    {
      behaviour: "a named stage answers under its name, which is part of the API's URL",
      source: page.stages,
      confidence: 'confirmed',
      request: 'GET /pets',
      expected: { status: 200, event: { rawPath: '/prod/pets', routeKey: 'GET /pets' } },
    },
    {
      behaviour: "the root of a named stage is the route '/'",
      source: page.stages,
      confidence: 'confirmed',
      request: 'GET /',
      expected: { status: 200, event: { rawPath: '/prod/', routeKey: 'GET /' } },
    },
  ],
};
