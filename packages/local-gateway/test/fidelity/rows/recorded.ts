import { httpApi, type Resources, restApi } from '../../templates.ts';
import { seen } from '../evidence.ts';
import { behind } from '../fixture-stack.ts';
import { recordedEventMatcher } from '../recorded-event-matcher.ts';
import {
  httpAuthorizerEvent,
  httpIntegrationEvent,
  restIntegrationEvent,
  restRequestEvent,
  restTokenEvent,
} from '../recorded-events.ts';
import { type Case, type Expected, measured, row, type Topic } from '../row.ts';
import { allowedWith, script } from '../scripted-authorizer.ts';

const replay = (api: Resources, ...cases: readonly Case[]): Topic => ({
  title: 'Recorded events',
  api,
  rows: measured(seen.powertools, ...cases),
});

/** A request as HTTPie sent it. */
const sent = (
  behavior: string,
  request: string,
  Host: string,
  expected: Expected,
  Authorization = 'Bearer foo',
): Case =>
  row(
    behavior,
    request,
    { status: 200, ...expected },
    {
      headers: {
        Accept: '*/*',
        'Accept-Encoding': 'gzip, deflate',
        Authorization,
        Host,
        'User-Agent': 'HTTPie/3.2.2',
        'Content-Length': '0',
      },
    },
  );

const httpHost = httpAuthorizerEvent.requestContext.domainName;
const restHost = restIntegrationEvent.requestContext.domainName;
const matching = (event: object): object => recordedEventMatcher(event) as object;

const tenantToken = script(allowedWith({ tenantId: 'tenant-1' }));
const { headers, multiValueHeaders, requestContext } = restIntegrationEvent;
const restEventWithToken = {
  ...restIntegrationEvent,
  headers: { ...headers, Authorization: tenantToken },
  multiValueHeaders: { ...multiValueHeaders, Authorization: [tenantToken] },
  requestContext: {
    ...requestContext,
    authorizer: { ...requestContext.authorizer, principalId: 'someone' },
  },
};

/** Events recorded on AWS, replayed and compared member by member. */
export const recordedEvents: readonly Topic[] = [
  replay(
    httpApi({
      authorizers: { Record: { function: 'Recorder' } },
      routes: behind('Record', 'POST /lambda'),
    }),
    sent('The event of an HTTP API authorizer equals the recording', 'POST /lambda', httpHost, {
      wholeAuthorizerEvent: matching(httpAuthorizerEvent),
    }),
  ),
  replay(
    httpApi({
      authorizers: { Token: { function: 'Authorizer' } },
      routes: behind('Token', 'POST /lambda'),
    }),
    sent('The event of an HTTP API function equals the recording', 'POST /lambda', httpHost, {
      wholeEvent: matching(httpIntegrationEvent),
    }),
  ),
  replay(
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
        ...behind('RecordRequest', 'POST /lambda'),
        ...behind('Record', 'POST /token/lambda'),
      },
    }),
    sent(
      'The event of a REST API REQUEST authorizer equals the recording',
      'POST /lambda',
      restHost,
      { wholeAuthorizerEvent: matching(restRequestEvent) },
    ),
    sent(
      'The event of a REST API TOKEN authorizer equals the recording',
      'POST /token/lambda',
      restHost,
      {
        wholeAuthorizerEvent: matching({
          ...restTokenEvent,
          methodArn: restTokenEvent.methodArn.replace('/POST/', '/POST/token/'),
        }),
      },
    ),
  ),
  replay(
    restApi({
      authorizers: { Token: { function: 'Authorizer' } },
      methods: behind('Token', 'POST /lambda'),
    }),
    sent(
      'The event of a REST API function equals the recording',
      'POST /lambda',
      restHost,
      { wholeEvent: matching(restEventWithToken) },
      tenantToken,
    ),
  ),
];
