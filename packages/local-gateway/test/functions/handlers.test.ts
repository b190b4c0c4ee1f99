import { describe, expect, it } from 'vitest';
import type { FunctionSettings } from '../../src/functions/function-settings.ts';
import { createFunction, failed } from './created-function.ts';

const node22 = { runtime: 'nodejs22.x' };
const commonJs = { 'index.js': 'exports.handler = async () => 1' };
const topLevelAwait = 'export const handler = await Promise.resolve(async () => 1)';

describe('A handler', () => {
  it.each<[string, Record<string, string>, Partial<FunctionSettings>?]>([
    ['an async function in index.mjs', { 'index.mjs': 'export const handler = async () => 1' }],
    ['a plain function on nodejs24.x', { 'index.mjs': 'export const handler = () => 1' }],
    ['in index.js as CommonJS on nodejs24.x', commonJs],
    ['in index.js as CommonJS on nodejs22.x', commonJs, node22],
    ['a computed CommonJS export', { 'index.js': "exports['hand' + 'ler'] = async () => 1" }],
    ['in index.cjs', { 'index.cjs': 'exports.handler = async () => 1' }],
    [
      'in index.js of an ES module package',
      { 'index.js': 'export const handler = async () => 1', 'package.json': '{"type":"module"}' },
    ],
    ['in a module with top-level await on nodejs24.x', { 'index.js': topLevelAwait }],
    ['in a module with top-level await on nodejs22.x', { 'index.mjs': topLevelAwait }, node22],
    [
      'a member of an export',
      { 'app/main.mjs': 'export const api = { get: async () => 1 }' },
      { handler: 'app/main.api.get' },
    ],
    [
      'inline code',
      { 'index.mjs': '' },
      { inlineCode: 'exports.handler = async () => 1', ...node22 },
    ],
  ])('may be %s', async (_, files, settings) => {
    expect(await createFunction(files, settings).invoke()).toBe(1);
  });

  it('with a callback does not start on nodejs24.x', async () => {
    const code = 'export const handler = (e, c, done) => done(null, 1)';
    expect(await createFunction({ 'index.mjs': code }).invoke()).toEqual(
      failed('Runtime.CallbackHandlerDeprecated', expect.stringContaining('make it async')),
    );
  });

  it.each([
    ['a missing export', 'export const other = 1', 'Runtime.HandlerNotFound'],
    ['a module that throws', 'throw new TypeError("no config")', 'TypeError'],
    ['a syntax error', 'export const handler = (', 'Runtime.UserCodeSyntaxError'],
    ['a missing import', 'import "nothing-here"; export const handler = 1', 'Error'],
    [
      'a missing CommonJS module',
      'import module from "node:module"; module.createRequire(import.meta.url)("nothing-here")',
      'Runtime.ImportModuleError',
    ],
    ['an exit during loading', 'process.exit(1)', 'Runtime.ExitError'],
  ])('with %s fails the invocation and logs one line', async (_, code, errorType) => {
    const { invoke, lines } = createFunction({ 'index.mjs': code });
    expect(await invoke()).toEqual(failed(errorType, expect.any(String)));
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^failed: ${errorType}: `))]);
  });

  it.each([
    ['an object without a prototype', 'Object.create(null)'],
    [
      'an error whose message is not text',
      'Object.assign(new Error(), { message: Object.create(null) })',
    ],
  ])('that throws %s fails, and its instance goes on', async (_, thrown) => {
    const code = `export const handler = async ({ fail }) => { if (fail) throw ${thrown}; return process.pid; };`;
    const { invoke } = createFunction({ 'index.mjs': code });
    const pid = await invoke();
    expect(await invoke({ fail: true })).toMatchObject({
      errorMessage: 'a value that cannot be converted to text',
    });
    expect(await invoke()).toBe(pid);
  });

  it('that failed to load is loaded again for the next invocation', async () => {
    const once =
      'import fs from "node:fs"; const f = new URL("x", import.meta.url);' +
      'if (!fs.existsSync(f)) { fs.writeFileSync(f, ""); throw new Error("first"); }' +
      'export const handler = async () => 1';
    const { invoke } = createFunction({ 'index.mjs': once });
    expect(await invoke()).toEqual(failed('Error', 'first'));
    expect(await invoke()).toBe(1);
  });

  it.each([
    ['an error', 'throw new RangeError("x")', 'RangeError', 'x'],
    ['a string', 'throw "Unauthorized"', 'string', 'Unauthorized'],
  ])('may throw %s', async (_, code, errorType, message) => {
    const { invoke } = createFunction({
      'index.mjs': `export const handler = async () => { ${code} }`,
    });
    expect(await invoke()).toEqual(failed(errorType, message));
  });

  it('gets the Lambda context', async () => {
    const { invoke } = createFunction({
      'index.mjs': `export const handler = async (event, context) => ({
        ...context, left: context.getRemainingTimeInMillis(), trace: process.env._X_AMZN_TRACE_ID })`,
    });
    expect(await invoke()).toEqual({
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

  it('that uses response streaming fails with an error that names it', async () => {
    const { invoke } = createFunction({
      'index.mjs': 'export const handler = awslambda.streamifyResponse(async () => {})',
    });
    expect(await invoke()).toEqual(
      failed('Error', expect.stringContaining('(awslambda) is not emulated')),
    );
  });
});

it('An event over 6 MB is rejected', async () => {
  const { invoke } = createFunction(commonJs);
  expect(await invoke('x'.repeat(6_300_000))).toEqual({ kind: 'too-large' });
});
