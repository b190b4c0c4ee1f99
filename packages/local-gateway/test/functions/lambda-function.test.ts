import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FunctionSettings } from '../../src/functions/function-settings.ts';
import type { InvocationResult } from '../../src/functions/invocation-result.ts';
import { LambdaFunction } from '../../src/functions/lambda-function.ts';

let folder = '';
let lines: string[] = [];
const running: LambdaFunction[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'function-'));
  lines = [];
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((lambda) => lambda.close()));
  rmSync(folder, { recursive: true });
});

function create(
  files: Readonly<Record<string, string>>,
  settings: Partial<FunctionSettings> = {},
): LambdaFunction {
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  const lambda = new LambdaFunction(
    {
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
      name: 'fn',
      title: 'Fn',
      region: 'us-east-1',
      folder,
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      timeoutSeconds: 3,
      memoryMegabytes: 128,
      environment: {},
      logFormat: 'Text',
      logLevel: 'INFO',
      logGroup: '/aws/lambda/fn',
      reservedConcurrency: undefined,
      permittedSourceArns: undefined,
      ...settings,
    },
    (line) => lines.push(line),
  );
  running.push(lambda);
  return lambda;
}

async function returned(lambda: LambdaFunction, event: unknown = {}): Promise<unknown> {
  const result = await lambda.invoke(JSON.stringify(event), 'Root=1-2-3');
  return result.kind === 'returned' ? JSON.parse(result.payload) : result;
}

const failed = (errorType: string, errorMessage: unknown): InvocationResult => ({
  kind: 'failed',
  errorType,
  errorMessage: errorMessage as string,
});

describe('a handler', () => {
  it.each<[string, Record<string, string>, Partial<FunctionSettings>]>([
    ['async in index.mjs', { 'index.mjs': 'export const handler = async () => 1' }, {}],
    ['plain in index.mjs', { 'index.mjs': 'export const handler = () => 1' }, {}],
    ['in index.js of CommonJS', { 'index.js': 'exports.handler = async () => 1' }, {}],
    ['in index.cjs', { 'index.cjs': 'exports.handler = async () => 1' }, {}],
    [
      'in index.js of a package of modules',
      { 'index.js': 'export const handler = async () => 1', 'package.json': '{"type":"module"}' },
      {},
    ],
    [
      'behind a top-level await',
      {
        'index.mjs': 'const one = await Promise.resolve(1); export const handler = async () => one',
      },
      {},
    ],
    [
      'nested in an export',
      { 'main.mjs': 'export const api = { get: async () => 1 }' },
      { handler: 'main.api.get' },
    ],
    [
      'with a callback, before Node.js 24',
      {
        'index.js':
          'exports.handler = (event, context, done) => { setTimeout(() => done(null, 1), 5); }',
      },
      { runtime: 'nodejs22.x' },
    ],
  ])('may be %s', async (_, files, settings) => {
    expect(await returned(create(files, settings))).toBe(1);
  });

  it('with a callback fails to start on Node.js 24, as on Lambda', async () => {
    const lambda = create({ 'index.mjs': 'export const handler = (e, c, done) => done(null, 1)' });
    expect(await returned(lambda)).toEqual(
      failed('Runtime.CallbackHandlerDeprecated', expect.stringContaining('make it async')),
    );
  });

  it.each([
    ['no such export', 'export const other = 1', 'Runtime.HandlerNotFound'],
    ['a module that throws', 'throw new TypeError("no config")', 'TypeError'],
    ['a syntax error', 'export const handler = (', 'SyntaxError'],
    ['a missing import', 'import "nothing-here"; export const handler = 1', 'Error'],
    ['an exit while it loads', 'process.exit(1)', 'Runtime.ExitError'],
  ])('with %s fails the invocation and says so in one line', async (_, code, errorType) => {
    const lambda = create({ 'index.mjs': code });
    expect(await returned(lambda)).toEqual(failed(errorType, expect.any(String)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^failed: ${errorType}: `));
  });

  it('that is repaired by a restart is loaded anew', async () => {
    const once =
      'import fs from "node:fs"; const f = new URL("x", import.meta.url);' +
      'if (!fs.existsSync(f)) { fs.writeFileSync(f, ""); throw new Error("first"); }' +
      'export const handler = async () => 1';
    const lambda = create({ 'index.mjs': once });
    expect(await returned(lambda)).toEqual(failed('Error', 'first'));
    expect(await returned(lambda)).toBe(1);
  });

  it.each([
    ['an error', 'throw new RangeError("x")', 'RangeError', 'x'],
    ['a text', 'throw "Unauthorized"', 'string', 'Unauthorized'],
  ])('may throw %s', async (_, code, errorType, message) => {
    const lambda = create({ 'index.mjs': `export const handler = async () => { ${code} }` });
    expect(await returned(lambda)).toEqual(failed(errorType, message));
  });

  it('is told where it runs', async () => {
    const lambda = create({
      'index.mjs': `export const handler = async (event, context) => ({
        ...context, left: context.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID })`,
    });
    expect(await returned(lambda)).toEqual({
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'fn',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
      memoryLimitInMB: '128',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logGroupName: '/aws/lambda/fn',
      logStreamName: expect.stringContaining('[$LATEST]'),
      left: expect.closeTo(3000, -3),
      trace: 'Root=1-2-3',
    });
  });
});

describe("a function's environment", () => {
  it('is the template and what Lambda sets: nothing of this process, no credentials', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const lambda = create(
      { 'index.mjs': 'export const handler = async () => process.env' },
      { environment: { OWN: '1', AWS_REGION: 'nowhere', NODE_OPTIONS: '--enable-source-maps' } },
    );
    const environment = (await returned(lambda)) as Record<string, string>;
    expect(Object.keys(environment).sort()).toEqual([
      ...['AWS_DEFAULT_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
      ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION'],
      ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_FORMAT', 'AWS_LAMBDA_LOG_GROUP_NAME'],
      ...['AWS_LAMBDA_LOG_LEVEL', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_REGION'],
      ...['LAMBDA_RUNTIME_DIR', 'LAMBDA_TASK_ROOT', 'LANG', 'NODE_OPTIONS', 'NODE_PATH', 'OWN'],
      ...['PATH', 'TZ', '_HANDLER', '_X_AMZN_TRACE_ID'],
    ]);
    expect(environment).toMatchObject({
      OWN: '1',
      AWS_REGION: 'us-east-1',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: 'index.handler',
    });
    vi.unstubAllEnvs();
  });

  it('that Node.js refuses fails the invocation, not the gateway', async () => {
    const lambda = create(
      { 'index.mjs': 'export const handler = async () => 1' },
      { environment: { NODE_OPTIONS: '--title=x' } },
    );
    expect(await returned(lambda)).toMatchObject({ kind: 'failed' });
    expect(lines[0]).toContain('--title');
  });
});

describe("a function's output", () => {
  const files = {
    'index.mjs': `export const handler = async () => {
      console.log('hello %s', 'you', { a: 1 });
      console.debug('unseen in JSON');
      console.warn({ event: 'refused', n: 1 });
      console.error('oh', new TypeError('broken'));
      process.stdout.write('raw\\nlines\\n');
    }`,
  };

  it('is a line a call, with its level', async () => {
    await returned(create(files));
    await vi.waitFor(() => expect(lines).toHaveLength(6));
    expect(lines).toEqual(
      expect.arrayContaining([
        'INFO hello you { a: 1 }',
        'DEBUG unseen in JSON',
        "WARN { event: 'refused', n: 1 }",
        expect.stringMatching(/^ERROR oh TypeError: broken\n/),
        'raw',
        'lines',
      ]),
    );
  });

  it('is what CloudWatch shows in the JSON format, from the level that is asked for', async () => {
    await returned(create(files, { logFormat: 'JSON' }));
    await vi.waitFor(() => expect(lines).toHaveLength(5));
    const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const common = { timestamp: expect.any(String), requestId: expect.any(String) };
    expect(entries).toEqual([
      { ...common, level: 'INFO', message: 'hello you { a: 1 }' },
      { ...common, level: 'WARN', message: { event: 'refused', n: 1 } },
      {
        ...common,
        level: 'ERROR',
        message: expect.stringMatching(/^oh TypeError: broken/),
        errorType: 'TypeError',
        errorMessage: 'broken',
        stackTrace: expect.arrayContaining(['TypeError: broken']),
      },
    ]);
  });

  it.each([
    ['a number', '7', 7],
    ['nothing', 'null', null],
    ['a text with %', "'100 %d'", '100 %d'],
    ['a cycle', '(() => { const a = {}; a.a = a; return a; })()', '<ref *1> { a: [Circular *1] }'],
    [
      'an error in an object',
      "{ cause: Object.assign(new TypeError('broken'), { code: 'E' }) }",
      {
        cause: {
          errorType: 'TypeError',
          errorMessage: 'broken',
          stackTrace: expect.arrayContaining(['TypeError: broken']),
          code: 'E',
        },
      },
    ],
  ])('keeps in the JSON format what a single value is: %s', async (_, code, message) => {
    const handler = `export const handler = async () => { console.log(${code}); }`;
    await returned(create({ 'index.mjs': handler }, { logFormat: 'JSON' }));
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'INFO', message });
  });
});

describe('in the JSON format, of a failure', () => {
  const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);
  const time = expect.stringMatching(/Z$/);
  const logged = (errorType: string, errorMessage: string, own: object = {}): object => ({
    timestamp: time,
    level: 'ERROR',
    message: { errorType, errorMessage, stackTrace: expect.any(Array), ...own },
  });
  const reported = (ending: object): readonly object[] => {
    const durationMs = expect.any(Number);
    const metrics = { durationMs, billedDurationMs: expect.any(Number), memorySizeMB: 128 };
    return [
      {
        time,
        type: 'platform.runtimeDone',
        record: { requestId, ...ending, metrics: { durationMs, producedBytes: 0 } },
      },
      { time, type: 'platform.report', record: { requestId, metrics, ...ending } },
    ];
  };
  const notStarted = (errorType: string): readonly object[] => {
    const ending = { status: 'error', errorType };
    const record = { initializationType: 'on-demand', phase: 'init', ...ending };
    const metrics = { durationMs: expect.any(Number) };
    return [
      { time, type: 'platform.initRuntimeDone', record },
      { time, type: 'platform.initReport', record: { ...record, metrics } },
    ];
  };
  const exited = { status: 'error', errorType: 'Runtime.ExitError' };
  const throwing = (code: string): string => `export const handler = async () => { ${code} }`;

  it.each<[string, string, readonly object[]]>([
    [
      'what is thrown is written as the runtime does',
      throwing('throw new RangeError("x")'),
      [{ ...logged('RangeError', 'x'), requestId }],
    ],
    [
      "an error's own members are written, and its class, not its name",
      throwing(
        'throw new (class Mine extends Error { name = "AuthorizerError"; reason = "r"; })("x")',
      ),
      [{ ...logged('Mine', 'x', { name: 'AuthorizerError', reason: 'r' }), requestId }],
    ],
    [
      'a text that is thrown is written as an error',
      throwing('throw "Unauthorized"'),
      [{ ...logged('Error', 'Unauthorized'), requestId }],
    ],
    [
      'a timeout is reported by the platform, in no other line',
      throwing('await new Promise(() => setTimeout(() => {}, 60_000))'),
      reported({ status: 'timeout' }),
    ],
    ['an exit is reported by the platform', throwing('process.exit(1)'), reported(exited)],
    [
      'what nobody catches is written and reported',
      throwing('setTimeout(() => { throw new TypeError("x"); }); await new Promise(() => {})'),
      [{ ...logged('TypeError', 'x'), requestId }, ...reported(exited)],
    ],
    [
      'a module that throws is written and reported',
      'throw new TypeError("no config")',
      [logged('TypeError', 'no config'), ...notStarted('TypeError')],
    ],
  ])('%s', async (_, code, expected) => {
    const lambda = create({ 'index.mjs': code }, { logFormat: 'JSON', timeoutSeconds: 1 });
    expect(await returned(lambda)).toMatchObject({ kind: 'failed' });
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(expected.length));
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected);
  });

  it('nothing is written below the level that is asked for', async () => {
    const files = { 'index.mjs': throwing('throw new RangeError("x")') };
    const lambda = create(files, { logFormat: 'JSON', logLevel: 'FATAL' });
    expect(await returned(lambda)).toEqual(failed('RangeError', 'x'));
    expect(lines).toEqual([]);
  });
});

describe('threads', () => {
  const counting = {
    'index.mjs': `
      import { threadId } from 'node:worker_threads';
      let busy = 0;
      export const handler = async ({ wait }) => {
        busy += 1;
        if (busy > 1) throw new Error('two at a time');
        await new Promise((resolve) => setTimeout(resolve, wait));
        busy -= 1;
        return threadId;
      };`,
  };

  it('are kept: one after another, invocations share one', async () => {
    const lambda = create(counting);
    lambda.warm();
    const ids = [await returned(lambda), await returned(lambda), await returned(lambda)];
    expect(new Set(ids).size).toBe(1);
  });

  it('run one invocation at a time each, as many as load asks for', async () => {
    const lambda = create(counting);
    const ids = await Promise.all([1, 2, 3].map(() => returned(lambda, { wait: 1500 })));
    expect(new Set(ids).size).toBe(3);
  });

  it('are bounded: what comes on top waits', async () => {
    const lambda = create(counting);
    const ids = await Promise.all(Array.from({ length: 25 }, () => returned(lambda, { wait: 30 })));
    expect(ids.every((id) => typeof id === 'number')).toBe(true);
    expect(new Set(ids).size).toBeLessThanOrEqual(10);
  });

  it('are no more than the reserved concurrency', async () => {
    const lambda = create(counting, { reservedConcurrency: 1 });
    const results = await Promise.all([1, 2].map(() => returned(lambda, { wait: 10 })));
    expect(results[1]).toEqual({ kind: 'throttled' });
  });

  it('are replaced when they end between invocations', async () => {
    const lambda = create({
      'index.mjs': `import { threadId } from 'node:worker_threads';
        export const handler = async () => { setTimeout(() => process.exit(), 5); return threadId; }`,
    });
    const first = await returned(lambda);
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(await returned(lambda)).not.toBe(first);
  });

  it('end with the function; what is under way fails', async () => {
    const lambda = create(counting);
    const under = returned(lambda, { wait: 60_000 });
    await vi.waitFor(() => lambda.close());
    expect(await under).toMatchObject({ kind: 'failed' });
  });
});

it('turns an event of more than 6 MB down', async () => {
  const lambda = create({ 'index.mjs': 'export const handler = async () => 1' });
  expect(await returned(lambda, 'x'.repeat(6_300_000))).toEqual({ kind: 'too-large' });
});
