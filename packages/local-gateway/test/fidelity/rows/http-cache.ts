import { httpApi } from '../../templates.ts';
import { reports } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { behind } from '../fixture-stack.ts';
import { assumed, documented, type Expected, reported, type Topic } from '../row.ts';
import { allow, allowed, allowedWith, denied, policy, script } from '../scripted-authorizer.ts';
import { apiGateway, reason } from '../sources.ts';
import { cached } from './cached.ts';

const allowThisRequest = policy(allow('{arn}'));
const called = (calls: string | RegExp): Expected => ({
  status: 200,
  event: { requestContext: { authorizer: { lambda: { calls } } } },
});
const calledOnce = called('1');
const calledTwice = called('2');

const sharedToken = script(allowed);

/** Which authorizer results are cached, for how long and for whom. */
export const httpCache: Topic = {
  title: 'HTTP API authorizer cache',
  api: {
    ...httpApi({
      authorizers: Object.fromEntries(
        Object.entries({
          Cached: {},
          Short: { AuthorizerResultTtlInSeconds: 1 },
          Uncached: { AuthorizerResultTtlInSeconds: 0 },
          Default: { AuthorizerResultTtlInSeconds: undefined },
          PerRoute: { IdentitySource: ['$request.header.Authorization', '$context.routeKey'] },
          Two: { IdentitySource: ['$request.header.X-One', '$request.header.X-Two'] },
          NoSource: { IdentitySource: [] },
          Simple: { EnableSimpleResponses: true },
        }).map(([id, properties]) => [
          id,
          { function: 'Authorizer', AuthorizerResultTtlInSeconds: 300, ...properties },
        ]),
      ),
      routes: {
        ...behind('Cached', 'ANY /a', 'GET /b/{id}'),
        ...behind('Short', 'GET /short'),
        ...behind('Uncached', 'GET /never'),
        ...behind('Default', 'GET /default-ttl'),
        ...behind('PerRoute', 'GET /r1', 'GET /r2'),
        ...behind('Two', 'GET /two'),
        ...behind('NoSource', 'GET /no-source'),
        ...behind('Simple', 'GET /s1', 'GET /s2'),
      },
    }),
    ...{
      Beta: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, AutoDeploy: true, StageName: 'beta' },
      },
    },
  },
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      cached('A result is reused until its TTL', ['/a'], [allowed], calledOnce),
      cached(
        'A result serves every route of the authorizer',
        ['/a', '/b/1'],
        [allowed],
        calledOnce,
      ),
      cached('A result serves every method', ['/a', 'PUT /a'], [allowed], calledOnce),
      cached(
        'Another token has its own result',
        ['/a'],
        [{ Authorization: sharedToken }, { Authorization: script(allowed) }],
        calledOnce,
      ),
      cached('A TTL of 0 disables the cache', ['/never'], [allowed], calledTwice),
      cached('After its TTL a result is requested again', ['/short'], [allowed], calledTwice, {
        delayMs: 1100,
        slow: true,
      }),
      cached(
        'The source $context.routeKey caches per route',
        ['/r1', '/r2'],
        [allowThisRequest],
        200,
        { variant: 'two routes' },
      ),
      cached('The source $context.routeKey caches per route', ['/r1'], [allowed], calledOnce, {
        variant: 'one route',
      }),
      cached(
        'A simple response serves every route',
        ['/s1', '/s2'],
        [{ return: { isAuthorized: true, context: { calls: '{calls}' } } }],
        calledOnce,
      ),
      cached(
        'Headers that are no identity source are ignored',
        ['/a'],
        [
          { Authorization: 'Bearer same', 'X-Script': script(allowed) },
          { Authorization: 'Bearer same', 'X-Script': script(denied) },
        ],
        200,
      ),
      cached(
        'Without identity sources nothing is cached',
        ['/no-source'],
        [{ 'X-Script': sharedToken }, { 'X-Script': sharedToken }],
        called(/^[2-9]$/),
      ),
      cached(
        'A missing source is 401 despite cached results',
        ['/a'],
        [{ Authorization: script(allowed) }, {}],
        401,
      ),
    ),
    ...reported(
      reports.ministackAuthorizers,
      cached(
        'A cached policy is evaluated for each request',
        ['/a', '/b/1'],
        [allowThisRequest],
        { status: 403, body: '{"message":"Forbidden"}', log: logged.cachedPolicyDenies },
        { variant: 'path' },
      ),
      cached(
        'A cached policy is evaluated for each request',
        ['/a', 'PUT /a'],
        [allowThisRequest],
        403,
        { variant: 'method' },
      ),
      cached(
        'A cached policy is evaluated for each request',
        ['/b/1', '/b/2'],
        [allowThisRequest],
        403,
        { variant: 'path parameter' },
      ),
      cached('A Deny is cached', ['/a'], [denied, allowed], { status: 403, log: logged.cached }),
      cached('An error is not cached', ['/a'], [{ throw: 'x' }, allowed], 200),
      cached('A malformed result is not cached', ['/a'], [{ return: {} }, allowed], 200),
      cached('An authorizer that exits caches nothing', ['/a'], [{ exit: 1 }], 500),
      cached(
        'A rejecting simple response serves every route',
        ['/s1', '/s2'],
        [{ return: { isAuthorized: false } }, { return: { isAuthorized: true } }],
        403,
      ),
    ),
    ...assumed(
      reports.terraformProvider,
      cached('The default TTL is 300 seconds', ['/default-ttl'], [allowed], calledOnce),
    ),
    ...assumed(
      reports.ministackAuthorizers,
      cached('Each stage has its own cache', ['/a', '/beta/a'], [allowed], calledTwice),
    ),
    ...assumed(
      reason.inference,
      cached('The context is cached', ['/a'], [allowedWith({ a: '{calls}' })], {
        event: { requestContext: { authorizer: { lambda: { a: '1' } } } },
      }),
    ),
    ...assumed(
      reason.unsettled,
      cached(
        'Source values `a,b` + `c` and `a` + `b,c` differ',
        ['/two'],
        [
          { 'X-One': 'a,b', 'X-Two': 'c', 'X-Script': script(allowed) },
          { 'X-One': 'a', 'X-Two': 'b,c', 'X-Script': script(denied) },
        ],
        403,
      ),
    ),
  ],
};
