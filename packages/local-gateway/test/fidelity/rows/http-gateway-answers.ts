import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { act, doing } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

const json = { 'content-type': 'application/json' };
const failure = { status: 500, body: '{"message":"Internal Server Error"}', headers: json };
const text = { 'Content-Type': 'text/plain' };

function fails(
  behaviour: string,
  request: string,
  more: Partial<FidelityRow['expected']>,
  source: string,
  confidence: FidelityRow['confidence'],
): FidelityRow {
  return { behaviour, source, confidence, request, expected: { ...failure, ...more } };
}

/** What an HTTP API answers by itself when the function fails, or the request is too large. */
export const httpGatewayAnswers: Theme = {
  title: "HTTP API: the gateway's own answers",
  stack: {
    code: { act, broken: { 'index.mjs': "throw new Error('cannot start');" } },
    template: {
      Resources: {
        Act: lambdaFunction('act', { Timeout: 1 }),
        Slow: lambdaFunction('act', { Timeout: 60 }),
        Reserved: lambdaFunction('act', { ReservedConcurrentExecutions: 1 }),
        Off: lambdaFunction('act', { ReservedConcurrentExecutions: 0 }),
        Hungry: lambdaFunction('act', { Timeout: 30 }),
        NoExport: lambdaFunction('act', { Handler: 'index.missing' }),
        Broken: lambdaFunction('broken'),
        ...httpApi({
          routes: {
            'ANY /act': { function: 'Act' },
            'GET /slow': { function: 'Slow', integration: { TimeoutInMillis: 300 } },
            'GET /reserved': { function: 'Reserved' },
            'GET /off': { function: 'Off' },
            'GET /hungry': { function: 'Hungry' },
            'GET /no-export': { function: 'NoExport' },
            'GET /broken': { function: 'Broken' },
          },
        }),
      },
    },
  },
  rows: [
    fails(
      'a function that throws',
      `GET /act${doing({ throw: 'broken' })}`,
      { log: /\[Act\] failed: Error: broken/ },
      seen.dotnet,
      'reported',
    ),
    fails(
      'the message of the error is not told',
      `GET /act${doing({ throw: 'secret' })}`,
      { body: /^(?!.*secret)/ },
      seen.dotnet,
      'reported',
    ),
    fails(
      'a function that throws a text',
      `GET /act${doing({ throwText: 'broken' })}`,
      {},
      `${seen.dotnet}: any error of the function`,
      'reported',
    ),
    fails(
      'a promise that nobody catches',
      `GET /act${doing({ unhandled: 0 })}`,
      { log: /nobody caught this/ },
      `${seen.dotnet}: any error of the function`,
      'reported',
    ),
    fails(
      'a function that exits',
      `GET /act${doing({ exit: 3 })}`,
      { log: /it exited \(status 3\)/ },
      `${seen.dotnet}: any error of the function`,
      'reported',
    ),
    fails(
      'a function that exits with status 0',
      `GET /act${doing({ exit: 0 })}`,
      {},
      `${seen.dotnet}: any error of the function`,
      'reported',
    ),
    {
      ...fails(
        "the function's own timeout",
        `GET /act${doing({ sleep: 5000 })}`,
        { takes: [950, 4900], log: /Task timed out after 1\.00 seconds/ },
        `${seen.dotnet}: any error of the function`,
        'reported',
      ),
      slow: true,
    },
    {
      ...fails(
        'a function that does not yield, at its timeout',
        `GET /act${doing({ spin: 0 })}`,
        { takes: [950, 10_000] },
        `${seen.dotnet}: any error of the function`,
        'reported',
      ),
      slow: true,
    },
    fails(
      'a function that takes more memory than it has',
      `GET /hungry${doing({ fill: 0 })}`,
      { log: /Runtime\.OutOfMemory/ },
      `${seen.dotnet}: any error of the function`,
      'reported',
    ),
    fails(
      'a handler that is not exported',
      'GET /no-export',
      { log: /Runtime\.HandlerNotFound/ },
      `${seen.dotnet}: any error of the function`,
      'reported',
    ),
    fails(
      'a module that throws while it loads',
      'GET /broken',
      { log: /cannot start/ },
      `${seen.dotnet}: any error of the function`,
      'reported',
    ),
    fails(
      'a response of more than 6 MB',
      `GET /act${doing({ big: 6_300_000 })}`,
      { log: /larger than 6291556 bytes/ },
      page.lambdaQuotas,
      'unknown',
    ),
    fails(
      'a function whose reserved concurrency is 0',
      'GET /off',
      { log: /at its reserved concurrency/ },
      page.lambdaConcurrency,
      'unknown',
    ),
    {
      behaviour:
        'more requests at once than the reserved concurrency: one is served, the others 500',
      source: page.lambdaConcurrency,
      confidence: 'unknown',
      request: `GET /reserved${doing({ sleep: 300 })}`,
      together: 3,
      expected: { statuses: { 200: 1, 500: 2 } },
    },
    ...(['throw', 'exit', 'unhandled'] as const).map(
      (deed): FidelityRow => ({
        behaviour: `the function goes on after an invocation that ended by ${deed}`,
        source: page.lambdaEnvironment,
        confidence: 'confirmed',
        before: [{ request: `GET /act${doing({ [deed]: deed === 'throw' ? 'x' : 1 })}` }],
        request: `GET /act${doing({ return: { statusCode: 200 } })}`,
        expected: { status: 200 },
      }),
    ),
    {
      behaviour: 'an integration that takes longer than its timeout is 503, without a content type',
      source: seen.cortex,
      confidence: 'reported',
      request: `GET /slow${doing({ sleep: 5000 })}`,
      expected: {
        status: 503,
        body: '{"message":"Service Unavailable"}',
        headers: { 'content-type': null },
        headerNames: ['Apigw-Requestid'],
        takes: [290, 4900],
      },
    },
    {
      behaviour: 'a body between 6 MB (Lambda) and 10 MB (API Gateway) is 413',
      source: seen.dotnet,
      confidence: 'reported',
      request: 'POST /act',
      headers: text,
      body: Buffer.alloc(6_400_000, 'a'),
      expected: { status: 413, body: '{"message":"Request Entity Too Large"}', headers: json },
    },
    {
      behaviour: 'base64 counts towards the 6 MB',
      source: page.lambdaQuotas,
      confidence: 'confirmed',
      request: 'POST /act',
      headers: { 'Content-Type': 'image/png' },
      body: Buffer.alloc(5_000_000),
      expected: { status: 413 },
    },
    {
      behaviour: 'a body of 5 MB is no problem',
      source: page.httpQuotas,
      confidence: 'confirmed',
      request: `POST /act${doing({ return: { statusCode: 200 } })}`,
      headers: text,
      body: Buffer.alloc(5_000_000, 'a'),
      expected: { status: 200 },
    },
    {
      behaviour: 'a body of more than 10 MB is 413',
      source: page.httpQuotas,
      confidence: 'confirmed',
      request: 'POST /act',
      headers: text,
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
      expected: { status: 413, body: '{"message":"Request Entity Too Large"}' },
    },
    {
      behaviour: 'request line and headers of more than 10,240 bytes are 431',
      source: `${page.httpQuotas} for the bound; no source for status and body`,
      confidence: 'unknown',
      request: 'GET /act',
      headers: { 'X-Large': 'x'.repeat(10_200) },
      expected: { status: 431, body: '{"message":"Request Header Fields Too Large"}' },
    },
    {
      behaviour: 'request line and headers of less pass',
      source: page.httpQuotas,
      confidence: 'confirmed',
      request: 'GET /act',
      headers: { 'X-Large': 'x'.repeat(9_900) },
      expected: { status: 200 },
    },
    {
      behaviour: 'a long query counts towards the 10,240 bytes',
      source: page.httpQuotas,
      confidence: 'confirmed',
      request: `GET /act?q=${'x'.repeat(10_240)}`,
      expected: { status: 431 },
    },
    {
      behaviour: 'there are no gateway responses: no error type, no challenge',
      source: page.httpOrRest,
      confidence: 'confirmed',
      request: 'GET /nowhere',
      expected: {
        status: 404,
        headers: { 'x-amzn-errortype': null, 'www-authenticate': null },
        headerNames: ['Apigw-Requestid'],
      },
    },
    {
      behaviour: 'answers of the gateway have their length and stay on the connection',
      source: nobody.likeOthers,
      confidence: 'unknown',
      request: 'GET /nowhere',
      expected: { headers: { 'content-length': '23' } },
    },
  ],
};
