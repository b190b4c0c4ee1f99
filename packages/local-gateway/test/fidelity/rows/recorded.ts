import type { StackContent } from '../../assembly-folder.ts';
import { httpApi, lambdaFunction, type Resources, restApi } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowedWith, token } from '../judged.ts';
import {
  httpAuthorizerEvent,
  httpIntegrationEvent,
  restIntegrationEvent,
  restRequestEvent,
  restTokenEvent,
} from '../recorded-events.ts';
import { replayed } from '../replayed.ts';
import { act, judge } from '../scripted-functions.ts';
import { seen } from '../sources.ts';

/** A stack in the account and region of the recording. */
function recordedIn(resources: Resources): StackContent {
  return {
    environment: 'aws://123456789012/eu-west-1',
    code: { act, judge, recorder },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        Recorder: lambdaFunction('recorder'),
        ...resources,
      },
    },
  };
}

/** An authorizer that hands its event on, whatever the token. */
const recorder = {
  'index.mjs': `export const handler = async (event) => ({
    principalId: 'user',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
    },
    context: { event: JSON.stringify(event) },
  });`,
};

/** As HTTPie sent it. */
const sent = (host: string, authorization = 'Bearer foo'): Record<string, string> => ({
  Accept: '*/*',
  'Accept-Encoding': 'gzip, deflate',
  Authorization: authorization,
  Host: host,
  'User-Agent': 'HTTPie/3.2.2',
  'Content-Length': '0',
});

function replay(
  behaviour: string,
  request: string,
  host: string,
  expected: FidelityRow['expected'],
): FidelityRow {
  const headers = sent(host);
  return {
    behaviour,
    source: seen.powertools,
    confidence: 'reported',
    request,
    headers,
    expected: { status: 200, ...expected },
  };
}

const httpHost = httpAuthorizerEvent.requestContext.domainName;
const restHost = restIntegrationEvent.requestContext.domainName;
const whole = (event: object): object => replayed(event) as object;

/** Events of an HTTP API that were recorded on AWS, replayed. */
export const recordedHttp: Theme = {
  title: 'HTTP API: recorded events, replayed member by member',
  stack: recordedIn(
    httpApi({
      authorizers: { Record: { function: 'Recorder' }, Plain: { function: 'Judge' } },
      routes: {
        'POST /lambda': { function: 'Act', authorizer: 'Record' },
        $default: { function: 'Act', authorizer: 'Plain' },
      },
    }),
  ),
  rows: [
    replay('the authorizer is given the very event', 'POST /lambda', httpHost, {
      wholeAsked: whole(httpAuthorizerEvent),
    }),
  ],
};

/** The same with an authorizer that says nothing. */
export const recordedHttpIntegration: Theme = {
  title: 'HTTP API: the recorded event of a function',
  stack: recordedIn(
    httpApi({
      authorizers: { Plain: { function: 'Judge' } },
      routes: { 'POST /lambda': { function: 'Act', authorizer: 'Plain' } },
    }),
  ),
  rows: [
    replay('the function is given the very event', 'POST /lambda', httpHost, {
      wholeEvent: whole(httpIntegrationEvent),
    }),
  ],
};

/** Events of a REST API that were recorded on AWS, replayed. */
export const recordedRest: Theme = {
  title: 'REST API: recorded events, replayed member by member',
  stack: recordedIn(
    restApi({
      authorizers: {
        Record: { function: 'Recorder' },
        RecordRequest: {
          function: 'Recorder',
          Type: 'REQUEST',
          IdentitySource: 'method.request.header.Authorization',
        },
      },
      methods: {
        'POST /lambda': { function: 'Act', authorizer: 'RecordRequest' },
        'POST /token/lambda': { function: 'Act', authorizer: 'Record' },
      },
    }),
  ),
  rows: [
    replay('a REQUEST authorizer is given the very event', 'POST /lambda', restHost, {
      wholeAsked: whole(restRequestEvent),
    }),
    replay('a TOKEN authorizer is given the very event', 'POST /token/lambda', restHost, {
      wholeAsked: whole({
        ...restTokenEvent,
        methodArn: restTokenEvent.methodArn.replace('/POST/', '/POST/token/'),
      }),
    }),
  ],
};

const tenant = allowedWith({ tenantId: 'tenant-1' });

/** The event of a function behind a TOKEN authorizer. */
export const recordedRestIntegration: Theme = {
  title: 'REST API: the recorded event of a function',
  stack: recordedIn(
    restApi({
      authorizers: { Jwt: { function: 'Judge' } },
      methods: { 'POST /lambda': { function: 'Act', authorizer: 'Jwt' } },
    }),
  ),
  rows: [
    (() => {
      const authorization = token(tenant);
      const event = JSON.stringify(restIntegrationEvent)
        .replace('"Authorization":"Bearer foo"', `"Authorization":${JSON.stringify(authorization)}`)
        .replace(
          '"Authorization":["Bearer foo"]',
          `"Authorization":[${JSON.stringify(authorization)}]`,
        )
        .replace('"principalId":"user"', '"principalId":"someone"');
      return {
        ...replay('the function is given the very event', 'POST /lambda', restHost, {
          wholeEvent: whole(JSON.parse(event)),
        }),
        headers: sent(restHost, authorization),
      };
    })(),
  ],
};
