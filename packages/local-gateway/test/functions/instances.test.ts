import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { scriptedFunction } from '../fidelity/scripted-function.ts';
import { countingFunction } from './counting-function.ts';
import { createFunction, failed } from './created-function.ts';

describe('Instances', () => {
  it('are reused by sequential invocations, for which no other one starts', async () => {
    const code = "console.log('cold start'); export const handler = async () => process.pid;";
    const { invoke, lines } = createFunction({ 'index.mjs': code });
    const ids: unknown[] = [];
    for (let count = 0; count < 1000; count++) ids.push(await invoke());
    expect(new Set(ids).size).toBe(1);
    expect(lines).toEqual(['INFO cold start']);
  });

  it('start for concurrent invocations', async () => {
    const { invoke } = createFunction(scriptedFunction);
    const event = { queryStringParameters: { do: '{"meet":3}' } };
    const responses = await Promise.all([1, 2, 3].map(() => invoke(event)));
    expect(new Set(responses.map((response) => JSON.stringify(response))).size).toBe(3);
  });

  it('reject invocations above the reserved concurrency', async () => {
    const { invoke } = createFunction(countingFunction, { reservedConcurrency: 1 });
    const results = await Promise.all([1, 2].map(() => invoke({ wait: 10 })));
    expect(results[1]).toEqual({ kind: 'throttled' });
  });

  it('are replaced when they exit between invocations', async () => {
    const code =
      'export const handler = async () => { setTimeout(() => process.exit(), 5); return process.pid; }';
    const { invoke, lines } = createFunction({ 'index.mjs': code });
    const first = await invoke();
    const line = 'failed: Runtime.ExitError: exited with status 0';
    await vi.waitFor(() => expect(lines).toEqual([line]), 10_000);
    expect(await invoke()).not.toBe(first);
  });

  it.skipIf(process.platform === 'win32')(
    'end with the processes that they have started, and are then noticed to have ended',
    async () => {
      const code = `
        import { spawn } from 'node:child_process';
        export const handler = async ({ exit }) => {
          const { pid } = spawn('sleep', ['600'], { stdio: 'inherit' });
          if (exit) process.exit(3);
          return pid;
        };`;
      const { invoke, lambda } = createFunction({ 'index.mjs': code }, { timeoutSeconds: 60 });
      expect(await invoke({ exit: true })).toEqual(
        failed('Runtime.ExitError', 'exited with status 3'),
      );
      const pid = Number(await invoke());
      await lambda.close();
      await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), 10_000);
    },
  );

  it('are replaced after a timeout, also of a busy loop', async () => {
    const code =
      'export const handler = async ({ spin }) => { for (; spin; ); return process.pid; }';
    const { invoke } = createFunction({ 'index.mjs': code }, { timeoutSeconds: 0.3 });
    expect(await invoke({ spin: true })).toEqual(
      failed('Sandbox.Timedout', 'Task timed out after 0.30 seconds'),
    );
    expect(await invoke({})).toEqual(expect.any(Number));
  });

  it('end when the function is closed; invocations in flight fail', async () => {
    const { invoke, lambda, lines } = createFunction(countingFunction);
    await invoke();
    const inFlight = invoke({ wait: 60_000 });
    await lambda.close();
    expect(await inFlight).toEqual(failed('Sandbox.Stopped', 'the gateway is closing'));
    expect(lines).toEqual([]);
  });

  it('end when the gateway is killed', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.close();
    });
    await once(server, 'listening');
    const { folder } = createFunction({
      'index.mjs': `import { connect } from 'node:net';
        export const handler = ({ port }) =>
          new Promise((_, reject) => connect(port, '127.0.0.1').on('error', reject));`,
    });
    const script = path.join(import.meta.dirname, 'killed-gateway.ts');
    const event = JSON.stringify(server.address());
    const gateway = fork(script, [folder, event], { env: { TMPDIR: path.dirname(folder) } });
    const [connection] = (await once(server, 'connection')) as [Socket];
    gateway.kill('SIGKILL');
    // The instance was the other end.
    await once(connection.resume(), 'close');
  });
});
