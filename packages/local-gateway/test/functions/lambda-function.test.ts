import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FunctionSettings } from '../../src/functions/function-settings.ts';
import type { InvocationResult } from '../../src/functions/invocation-result.ts';
import { LambdaFunction } from '../../src/functions/lambda-function.ts';
import { scriptedFunction } from '../fidelity/scripted-function.ts';

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

describe('A handler', () => {
  it.each<[string, Record<string, string>, Partial<FunctionSettings>]>([
    ['an async function in index.mjs', { 'index.mjs': 'export const handler = async () => 1' }, {}],
    ['a plain function on Node.js 24', { 'index.mjs': 'export const handler = () => 1' }, {}],
    ['in index.js as CommonJS', { 'index.js': 'exports.handler = async () => 1' }, {}],
    ['in index.cjs', { 'index.cjs': 'exports.handler = async () => 1' }, {}],
    [
      'in index.js of an ES module package',
      { 'index.js': 'export const handler = async () => 1', 'package.json': '{"type":"module"}' },
      {},
    ],
    [
      'in a module with top-level await',
      {
        'index.mjs': 'const one = await Promise.resolve(1); export const handler = async () => one',
      },
      {},
    ],
    [
      'a member of an export',
      { 'main.mjs': 'export const api = { get: async () => 1 }' },
      { handler: 'main.api.get' },
    ],
    [
      'a function with a callback before Node.js 24',
      {
        'index.js':
          'exports.handler = (event, context, done) => { setTimeout(() => done(null, 1), 5); }',
      },
      { runtime: 'nodejs22.x' },
    ],
  ])('may be %s', async (_, files, settings) => {
    expect(await returned(create(files, settings))).toBe(1);
  });

  it('with a callback does not start on Node.js 24, as on Lambda', async () => {
    const lambda = create({ 'index.mjs': 'export const handler = (e, c, done) => done(null, 1)' });
    expect(await returned(lambda)).toEqual(
      failed('Runtime.CallbackHandlerDeprecated', expect.stringContaining('make it async')),
    );
  });

  it.each([
    ['a missing export', 'export const other = 1', 'Runtime.HandlerNotFound'],
    ['a module that throws', 'throw new TypeError("no config")', 'TypeError'],
    ['a syntax error', 'export const handler = (', 'Runtime.UserCodeSyntaxError'],
    ['a missing import', 'import "nothing-here"; export const handler = 1', 'Error'],
    ['an exit during loading', 'process.exit(1)', 'Runtime.ExitError'],
  ])('with %s fails the invocation and logs one line', async (_, code, errorType) => {
    const lambda = create({ 'index.mjs': code });
    expect(await returned(lambda)).toEqual(failed(errorType, expect.any(String)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^failed: ${errorType}: `));
  });

  it('that failed to load is loaded again for the next invocation', async () => {
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
    ['a string', 'throw "Unauthorized"', 'string', 'Unauthorized'],
  ])('may throw %s', async (_, code, errorType, message) => {
    const lambda = create({ 'index.mjs': `export const handler = async () => { ${code} }` });
    expect(await returned(lambda)).toEqual(failed(errorType, message));
  });

  it('gets the Lambda context', async () => {
    const lambda = create({
      'index.mjs': `export const handler = async (event, context) => ({
        ...context, left: context.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID })`,
    });
    expect(await returned(lambda)).toEqual({
      functionName: 'fn',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
      memoryLimitInMB: '128',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logGroupName: '/aws/lambda/fn',
      logStreamName: expect.stringContaining('[$LATEST]'),
      xRayTraceId: 'Root=1-2-3',
      left: expect.closeTo(3000, -3),
      trace: 'Root=1-2-3',
    });
  });
});

describe("A function's environment", () => {
  it('has the variables of the template and of Lambda, none of this process and no credentials', async () => {
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
      ...['AWS_LAMBDA_LOG_LEVEL', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API'],
      ...['AWS_REGION'],
      ...['LAMBDA_RUNTIME_DIR', 'LAMBDA_TASK_ROOT', 'LANG', 'NODE_OPTIONS', 'NODE_PATH', 'OWN'],
      ...['PATH', 'TZ', '_HANDLER', '_X_AMZN_TRACE_ID'],
    ]);
    expect(environment).toMatchObject({
      OWN: '1',
      AWS_REGION: 'us-east-1',
      LAMBDA_TASK_ROOT: expect.stringMatching(/\/local-gateway-\w+\/task$/),
      _HANDLER: 'index.handler',
    });
    vi.unstubAllEnvs();
  });

  it('with NODE_OPTIONS that Node.js rejects fails the invocation, not the gateway', async () => {
    const lambda = create(
      { 'index.mjs': 'export const handler = async () => 1' },
      { environment: { NODE_OPTIONS: '--no-such-option' } },
    );
    expect(await returned(lambda)).toMatchObject({ kind: 'failed' });
    expect(lines[0]).toContain('--no-such-option');
  });
});

describe("A function's output", () => {
  const files = {
    'index.mjs': `export const handler = async () => {
      console.log('hello %s', 'you', { a: 1 });
      console.debug('unseen in JSON');
      console.warn({ event: 'rejected', n: 1 });
      console.error('oh', new TypeError('broken'));
      process.stdout.write('raw\\nlines\\n');
    }`,
  };

  it('has one line with the level for each console call', async () => {
    await returned(create(files));
    await vi.waitFor(() => expect(lines).toHaveLength(6));
    expect(lines).toEqual(
      expect.arrayContaining([
        'INFO hello you { a: 1 }',
        'DEBUG unseen in JSON',
        "WARN { event: 'rejected', n: 1 }",
        expect.stringMatching(/^ERROR oh TypeError: broken\n/),
        'raw',
        'lines',
      ]),
    );
  });

  it('in the JSON format is what Lambda writes, from the log level on', async () => {
    await returned(create(files, { logFormat: 'JSON' }));
    await vi.waitFor(() => expect(lines).toHaveLength(5));
    const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const common = { timestamp: expect.any(String), requestId: expect.any(String) };
    expect(entries).toEqual([
      { ...common, level: 'INFO', message: 'hello you { a: 1 }' },
      { ...common, level: 'WARN', message: { event: 'rejected', n: 1 } },
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
    ['null', 'null', null],
    ['a string with a percent sign', "'100 %d'", '100 %d'],
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
  ])('in the JSON format keeps the type of a single value: %s', async (_, code, message) => {
    const handler = `export const handler = async () => { console.log(${code}); }`;
    await returned(create({ 'index.mjs': handler }, { logFormat: 'JSON' }));
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'INFO', message });
  });
});

describe('In the JSON log format', () => {
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

  it.each<[string, string, readonly object[], Partial<FunctionSettings>?]>([
    [
      'a thrown error is logged as by the runtime',
      throwing('throw new RangeError("x")'),
      [{ ...logged('RangeError', 'x'), requestId }],
    ],
    [
      'an error is logged with its members and its class, not its name',
      throwing(
        'throw new (class Mine extends Error { name = "AuthorizerError"; reason = "r"; })("x")',
      ),
      [{ ...logged('Mine', 'x', { name: 'AuthorizerError', reason: 'r' }), requestId }],
    ],
    [
      'a thrown string is logged as an error',
      throwing('throw "Unauthorized"'),
      [{ ...logged('Error', 'Unauthorized'), requestId }],
    ],
    [
      'a timeout is reported by the platform only',
      throwing('await new Promise(() => setTimeout(() => {}, 60_000))'),
      reported({ status: 'timeout' }),
      { timeoutSeconds: 0.1 },
    ],
    ['an exit is reported by the platform', throwing('process.exit(1)'), reported(exited)],
    [
      'an uncaught error is logged and reported',
      throwing('setTimeout(() => { throw new TypeError("x"); }); await new Promise(() => {})'),
      [{ ...logged('TypeError', 'x'), requestId }, ...reported(exited)],
    ],
    [
      'a module that throws is logged and reported',
      'throw new TypeError("no config")',
      [logged('TypeError', 'no config'), ...notStarted('TypeError')],
    ],
  ])('%s', async (_, code, expected, settings = {}) => {
    const lambda = create({ 'index.mjs': code }, { logFormat: 'JSON', ...settings });
    expect(await returned(lambda)).toMatchObject({ kind: 'failed' });
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(expected.length));
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected);
  });

  it('lines below the log level are omitted', async () => {
    const files = { 'index.mjs': throwing('throw new RangeError("x")') };
    const lambda = create(files, { logFormat: 'JSON', logLevel: 'FATAL' });
    expect(await returned(lambda)).toEqual(failed('RangeError', 'x'));
    expect(lines).toEqual([]);
  });
});

describe('Instances', () => {
  const counting = {
    'index.mjs': `
      import { pid } from 'node:process';
      let busy = 0;
      export const handler = async ({ wait }) => {
        busy += 1;
        if (busy > 1) throw new Error('two at a time');
        await new Promise((resolve) => setTimeout(resolve, wait));
        busy -= 1;
        return pid;
      };`,
  };

  it('are reused by sequential invocations', async () => {
    const lambda = create(counting);
    lambda.warm();
    const ids = [await returned(lambda), await returned(lambda), await returned(lambda)];
    expect(new Set(ids).size).toBe(1);
  });

  it('start for concurrent invocations', async () => {
    const lambda = create(scriptedFunction);
    const event = { queryStringParameters: { do: '{"meet":3}' } };
    const responses = await Promise.all([1, 2, 3].map(() => returned(lambda, event)));
    expect(new Set(responses.map((response) => JSON.stringify(response))).size).toBe(3);
  });

  it('are at most ten and run one invocation at a time; others wait', async () => {
    const lambda = create(counting);
    const ids = await Promise.all(Array.from({ length: 25 }, () => returned(lambda, { wait: 30 })));
    expect(ids.every((id) => typeof id === 'number')).toBe(true);
    expect(new Set(ids).size).toBeLessThanOrEqual(10);
  });

  it('reject invocations above the reserved concurrency', async () => {
    const lambda = create(counting, { reservedConcurrency: 1 });
    const results = await Promise.all([1, 2].map(() => returned(lambda, { wait: 10 })));
    expect(results[1]).toEqual({ kind: 'throttled' });
  });

  it('are replaced when they exit between invocations', async () => {
    const lambda = create({
      'index.mjs': `import { pid } from 'node:process';
        export const handler = async () => { setTimeout(() => process.exit(), 5); return pid; }`,
    });
    const first = await returned(lambda);
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(await returned(lambda)).not.toBe(first);
  });

  it('end when the function is closed; invocations in flight fail', async () => {
    const lambda = create(counting);
    const inFlight = returned(lambda, { wait: 60_000 });
    await vi.waitFor(() => lambda.close());
    expect(await inFlight).toMatchObject({ kind: 'failed' });
  });
});

it('An event over 6 MB is rejected', async () => {
  const lambda = create({ 'index.mjs': 'export const handler = async () => 1' });
  expect(await returned(lambda, 'x'.repeat(6_300_000))).toEqual({ kind: 'too-large' });
});
