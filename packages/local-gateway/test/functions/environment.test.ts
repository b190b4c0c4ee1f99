import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFunction, failed } from './created-function.ts';

const returning = (expression: string): Record<string, string> => ({
  'index.mjs': `import fs from 'node:fs'; import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    export const handler = async () => ${expression}`,
});

/** Installs a package beside the cloud assembly. */
function install(folder: string, name: string): void {
  const target = path.join(folder, '../../node_modules', name);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'index.js'), `exports.found = '${name}'`);
}

describe("A function's environment", () => {
  it('has the variables of the template and of Lambda, none of this process and no credentials', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const { invoke } = createFunction(returning('process.env'), {
      environment: { OWN: '1', AWS_REGION: 'nowhere', NODE_OPTIONS: '--no-warnings' },
    });
    const environment = (await invoke()) as Record<string, string>;
    expect(Object.keys(environment).sort()).toEqual([
      ...['AWS_DEFAULT_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
      ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION'],
      ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_FORMAT', 'AWS_LAMBDA_LOG_GROUP_NAME'],
      ...['AWS_LAMBDA_LOG_LEVEL', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API'],
      ...['AWS_REGION', 'LAMBDA_RUNTIME_DIR', 'LAMBDA_TASK_ROOT', 'LANG', 'NODE_OPTIONS'],
      ...['NODE_PATH', 'OWN', 'PATH', 'TZ', '_HANDLER', '_X_AMZN_TRACE_ID'],
    ]);
    expect(environment).toMatchObject({
      OWN: '1',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      _HANDLER: 'index.handler',
    });
    vi.unstubAllEnvs();
  });

  it('with NODE_OPTIONS that Node.js rejects fails the invocation, not the gateway', async () => {
    const environment = { NODE_OPTIONS: '--no-such-option' };
    const { invoke, lines } = createFunction(returning('1'), { environment });
    expect(await invoke()).toMatchObject({ kind: 'failed' });
    expect(lines[0]).toContain('--no-such-option');
  });

  it('has the time zone UTC', async () => {
    const { invoke } = createFunction(returning('new Date(0).getHours()'));
    expect(await invoke()).toBe(0);
  });
});

describe("A function's folder", () => {
  it('is a copy of its code, which is the working directory', async () => {
    const { invoke } = createFunction({
      'greeting.txt': 'hello',
      ...returning(
        "[fs.readFileSync('greeting.txt', 'utf8'), process.cwd() === process.env.LAMBDA_TASK_ROOT]",
      ),
    });
    expect(await invoke()).toEqual(['hello', true]);
  });

  it('is removed when the function is closed', async () => {
    const { invoke, lambda } = createFunction(returning('process.cwd()'));
    const copy = String(await invoke());
    expect(existsSync(copy)).toBe(true);
    await lambda.close();
    expect(existsSync(path.dirname(copy))).toBe(false);
  });

  it('is not in the package of the project: CommonJS runs in a project of type module', async () => {
    const { invoke, folder } = createFunction({ 'index.js': 'exports.handler = async () => 1' });
    writeFileSync(path.join(folder, '../../package.json'), '{"type":"module"}');
    expect(await invoke()).toBe(1);
  });

  it("has none of the project's modules", async () => {
    const { invoke, folder } = createFunction(returning("require('constructs')"));
    install(folder, 'constructs');
    expect(await invoke()).toEqual(
      failed('Error', expect.stringContaining("Cannot find module 'constructs'")),
    );
  });

  it.each([
    ['requires', "require('@aws-sdk/client-s3')", '@aws-sdk/client-s3'],
    ['imports', "(await import('@smithy/types')).default", '@smithy/types'],
  ])('has the AWS SDK of the project, which a function %s', async (_, expression, name) => {
    const { invoke, folder } = createFunction(returning(expression));
    install(folder, name);
    expect(await invoke()).toEqual({ found: name });
  });

  it('without the AWS SDK says that the project must install it', async () => {
    const code = "import '@aws-sdk/client-nothing'; export const handler = 1";
    const { invoke, lines } = createFunction({ 'index.mjs': code });
    expect(await invoke()).toMatchObject({ kind: 'failed' });
    expect(lines[0]).toBe(
      'On AWS, the runtime contains @aws-sdk/client-nothing. Here, the project must: npm i -D @aws-sdk/client-nothing',
    );
  });
});

it('A function runs in a process of its own: it may change its directory and umask', async () => {
  const { invoke } = createFunction(
    returning("(process.chdir('/'), process.umask(0o77), [process.pid, process.cwd()])"),
  );
  expect(await invoke()).toEqual([expect.any(Number), '/']);
  expect(process.cwd()).not.toBe('/');
});
