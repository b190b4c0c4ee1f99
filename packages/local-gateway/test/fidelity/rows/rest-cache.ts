import { restApi } from '../../templates.ts';
import { reports } from '../evidence.ts';
import { behind } from '../fixture-stack.ts';
import { assumed, documented, reported, type Topic } from '../row.ts';
import { allow, allowed, denied, policy } from '../scripted-authorizer.ts';
import { apiGateway, reason } from '../sources.ts';
import { cached } from './cached.ts';
import { explicitDeny, implicitDeny } from './rest-errors.ts';

const called = (calls: string) => ({ event: { requestContext: { authorizer: { calls } } } });

const sameToken = { Authorization: 'Bearer kept' };

/** Which authorizer results of a REST API are cached, and for how long. */
export const restCache: Topic = {
  title: 'REST API authorizer cache',
  api: restApi({
    authorizers: {
      Cached: { function: 'Authorizer', AuthorizerResultTtlInSeconds: 300 },
      Default: { function: 'Authorizer', AuthorizerResultTtlInSeconds: undefined },
      Short: { function: 'Authorizer', AuthorizerResultTtlInSeconds: 1 },
    },
    methods: {
      ...behind('Cached', 'ANY /a', 'GET /b'),
      ...behind('Default', 'GET /default-ttl'),
      ...behind('Short', 'GET /short'),
    },
  }),
  rows: [
    ...documented(
      apiGateway['apigateway-use-lambda-authorizer'],
      cached('A result is reused until its TTL', ['/a'], [allowed], called('1')),
      cached('A result serves every method of the API', ['/a', '/b'], [allowed], called('1')),
      cached(
        'A cached policy is evaluated for each request',
        ['/a', '/b'],
        [policy(allow('{arn}'))],
        implicitDeny,
      ),
      cached('The default TTL is 300 seconds', ['/default-ttl'], [allowed], called('1')),
      cached('After its TTL a result is requested again', ['/short'], [allowed], called('2'), {
        delayMs: 1100,
        slow: true,
      }),
    ),
    ...reported(
      reports.serverlessMcp,
      cached('A Deny is cached', ['/a'], [denied, allowed], explicitDeny),
      cached(
        'Error `Unauthorized` is not cached',
        ['/a'],
        [{ throw: 'Unauthorized' }, allowed],
        200,
      ),
      cached('Other errors are not cached', ['/a'], [{ throw: 'x' }, allowed], 200),
    ),
    ...assumed(
      reason.analogy,
      cached('A cached result has integrationLatency 0', ['/a'], [sameToken, sameToken], {
        event: { requestContext: { authorizer: { integrationLatency: 0 } } },
      }),
    ),
  ],
};
