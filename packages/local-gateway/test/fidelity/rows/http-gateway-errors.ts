import { httpApi, lambdaFunction } from '../../templates.ts';
import { seen } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { fixtureStack } from '../fixture-stack.ts';
import {
  assumed,
  type Case,
  documented,
  type Expected,
  measured,
  row,
  type Topic,
} from '../row.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway, lambda, reason } from '../sources.ts';

const json = { 'content-type': 'application/json' };
const serverError = { status: 500, body: '{"message":"Internal Server Error"}', headers: json };
const tooLarge = { status: 413, body: '{"message":"Request Entity Too Large"}', headers: json };
const text = { 'Content-Type': 'text/plain' };

const fails = (
  behavior: string,
  request: string,
  more: Expected = {},
  options: Pick<Case, 'slow'> = {},
): Case => row(behavior, request, { ...serverError, ...more }, options);

/** Responses of an HTTP API itself, when the function fails or the request is too large. */
export const httpGatewayErrors: Topic = {
  title: 'HTTP API gateway errors',
  stack: fixtureStack(
    httpApi({
      routes: {
        'ANY /act': { function: 'Handler' },
        'GET /slow': { function: 'Slow', integration: { TimeoutInMillis: 50 } },
        'GET /reserved': { function: 'Reserved' },
        'GET /off': { function: 'Off' },
        'GET /hungry': { function: 'Slow' },
        'GET /no-export': { function: 'NoExport' },
        'GET /broken': { function: 'Broken' },
      },
    }),
    {
      Handler: lambdaFunction('handler', { Timeout: 1 }),
      Slow: lambdaFunction('handler', { Timeout: 60 }),
      Reserved: lambdaFunction('handler', { ReservedConcurrentExecutions: 1 }),
      Off: lambdaFunction('handler', { ReservedConcurrentExecutions: 0 }),
      NoExport: lambdaFunction('handler', { Handler: 'index.missing' }),
      Broken: lambdaFunction('broken'),
    },
    { code: { broken: { 'index.mjs': "throw new Error('cannot start');" } } },
  ),
  rows: [
    ...measured(
      seen.dotnet,
      fails('A function that throws an error is 500', perform({ throw: 'broken' }), {
        log: logged.functionThrew,
      }),
      fails('The error message is not sent', perform({ throw: 'secret' }), {
        body: /^(?!.*secret)/,
      }),
      row('A body over 6 MB (the Lambda limit) is 413', 'POST /act', tooLarge, {
        headers: text,
        body: Buffer.alloc(6_400_000, 'a'),
      }),
    ),
    ...assumed(
      reason.inference,
      fails('A function that throws a string is 500', perform({ throwText: 'broken' })),
      fails('An unhandled promise rejection is 500', perform({ unhandled: 0 }), {
        log: logged.unhandledRejection,
      }),
      ...[3, 0].map((exit) => ({
        ...fails('A function that exits is 500', perform({ exit }), {
          ...(exit === 3 && { log: logged.functionExited }),
        }),
        variant: `status ${exit}`,
      })),
      fails(
        'A function timeout is 500',
        perform({ sleep: 5000 }),
        { log: logged.functionTimedOut },
        { slow: true },
      ),
      fails('A busy loop ends at the function timeout', perform({ spin: 0 }), {}, { slow: true }),
      fails('A function out of memory is 500', perform({ fill: 0 }, 'GET /hungry'), {
        log: logged.outOfMemory,
      }),
      fails('A missing handler export is 500', 'GET /no-export', { log: logged.handlerNotFound }),
      fails('A module that throws while loading is 500', 'GET /broken', {
        log: logged.initializationFailed,
      }),
    ),
    ...measured(
      seen.cortex,
      row(
        'An integration timeout is 503 without a content type',
        perform({ sleep: 5000 }, 'GET /slow'),
        {
          status: 503,
          body: '{"message":"Service Unavailable"}',
          headers: { 'content-type': null },
          headerNames: ['Apigw-Requestid'],
        },
      ),
    ),
    ...documented(
      lambda['lambda-runtime-environment'],
      ...[{ throw: 'x' }, { exit: 1 }, { unhandled: 1 }].map((action) =>
        row('The function recovers from an error', perform({ return: { statusCode: 200 } }), 200, {
          before: [{ request: perform(action) }],
          variant: Object.keys(action)[0] ?? '',
        }),
      ),
    ),
    ...documented(
      apiGateway['http-api-quotas'],
      row(
        'A body of 5 MB is accepted',
        perform({ return: { statusCode: 200 } }, 'POST /act'),
        200,
        { headers: text, body: Buffer.alloc(5_000_000, 'a') },
      ),
      row(
        'A body over 10 MB is 413',
        'POST /act',
        { status: 413, body: '{"message":"Request Entity Too Large"}' },
        { headers: text, body: Buffer.alloc(10 * 1024 * 1024 + 1) },
      ),
      row('A smaller request line and headers are accepted', 'GET /act', 200, {
        headers: { 'X-Large': 'x'.repeat(9_900) },
      }),
    ),
    ...assumed(
      apiGateway['http-api-vs-rest'],
      row('Gateway errors have no error type or challenge', 'GET /nowhere', {
        status: 404,
        headers: { 'x-amzn-errortype': null, 'www-authenticate': null },
        headerNames: ['Apigw-Requestid'],
      }),
    ),
    ...assumed(
      lambda['gettingstarted-limits'],
      row('Base64 counts towards the 6 MB', 'POST /act', 413, {
        headers: { 'Content-Type': 'image/png' },
        body: Buffer.alloc(5_000_000),
      }),
      fails('A response over 6 MB is 500', perform({ big: 6_300_000 }), {
        log: logged.responseTooLarge,
      }),
    ),
    ...assumed(
      lambda['configuration-concurrency'],
      fails('Reserved concurrency of 0 is 500', 'GET /off', { log: logged.reservedConcurrency }),
      row(
        'Requests beyond the reserved concurrency are 500',
        perform({ sleep: 200 }, 'GET /reserved'),
        { statuses: { 200: 1, 500: 2 } },
        { concurrency: 3 },
      ),
    ),
    ...assumed(
      apiGateway['http-api-quotas'],
      row(
        'Request line and headers over 10,240 bytes are 431',
        'GET /act',
        { status: 431, body: '{"message":"Request Header Fields Too Large"}' },
        { headers: { 'X-Large': 'x'.repeat(10_200) } },
      ),
      row('The query counts towards the 10,240 bytes', `GET /act?q=${'x'.repeat(10_240)}`, 431),
    ),
    ...assumed(
      reason.analogy,
      row('Gateway errors have Content-Length and keep the connection', 'GET /nowhere', {
        headers: { 'content-length': '23' },
      }),
    ),
  ],
};
