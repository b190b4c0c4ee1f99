import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../local/synthesize.ts';

/** A CDK app that runs the action that the context names. */
const app = `
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
const { CDK_CONTEXT_JSON, CDK_OUTDIR, ...environment } = process.env;
const context = JSON.parse(CDK_CONTEXT_JSON);
const actions = {
  succeed() {
    mkdirSync(CDK_OUTDIR, { recursive: true });
    writeFileSync(CDK_OUTDIR + '/S.json', '{}');
    writeFileSync(CDK_OUTDIR + '/manifest.json', JSON.stringify({
      version: '36.0.0',
      artifacts: { S: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'S.json' },
      } },
    }));
    const aws = Object.keys(environment).filter((name) => /^(AWS_|CDK_DEFAULT_ACCOUNT)/.test(name));
    const { COMMAND_HINT: hint } = environment;
    writeFileSync('seen.json', JSON.stringify({ context, hint, node: process.version, aws }));
  },
  reportError() {
    console.error('issuer: it must be a URL\\naudience: it must be a name');
    process.exit(1);
  },
  printMuch() {
    console.error('x'.repeat(1e6));
    process.exit(1);
  },
  hang() {
    mkdirSync(CDK_OUTDIR + '/bundling-temp-1', { recursive: true });
    connect(context.port, '127.0.0.1');
  },
};
actions[context.action]();
`;

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'synthesize-'));
  const json = { app: 'node app.mjs', notices: false, versionReporting: false };
  await writeFile(join(project, 'cdk.json'), JSON.stringify(json));
  await writeFile(join(project, 'app.mjs'), app);
});
afterAll(() => rm(project, { recursive: true }));

const never = new AbortController().signal;
const run = (action: string, signal = never, port = 0) =>
  synthesize({
    context: { action, issuer: 'http://localhost:9/x?y=z', port: String(port) },
    output: 'cdk.out/local',
    signal,
    project,
  });

describe('A synthesis', () => {
  it('returns the folder of the cloud assembly', async () => {
    const folder = await run('succeed');
    expect(folder).toBe(join(project, 'cdk.out', 'local'));
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toContain('artifacts');
  });

  it('runs the app on the same Node.js, with the context and a command hint, and without AWS credentials', async () => {
    process.env['AWS_PROFILE'] = 'production';
    await run('succeed').finally(() => delete process.env['AWS_PROFILE']);
    const { context, hint, node, aws } = JSON.parse(
      await readFile(join(project, 'seen.json'), 'utf8'),
    );
    expect(context).toMatchObject({ issuer: 'http://localhost:9/x?y=z' });
    expect(hint).toBe('npm start -- -c name=value');
    expect(node).toBe(process.version);
    expect(aws.sort()).toStrictEqual([
      'AWS_CONFIG_FILE',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_SHARED_CREDENTIALS_FILE',
    ]);
  });

  it("fails with the app's error messages", async () => {
    await expect(run('reportError')).rejects.toThrow(
      /^issuer: it must be a URL\naudience: it must be a name$/,
    );
  });

  it('truncates the output of the app in the error message', async () => {
    const message = await run('printMuch').catch((error: Error) => error.message);
    expect(String(message).length).toBeLessThan(20_000);
  });

  it('stops all of its processes and removes incomplete bundles when it is aborted', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const stop = new AbortController();
    const ended = expect(run('hang', stop.signal, port)).rejects.toThrow('aborted');
    const [connection] = await once(server, 'connection');
    stop.abort();
    // The connection closes when the app's process has exited.
    await Promise.all([ended, once(connection.resume(), 'close')]);
    server.close();
    expect(await readdir(join(project, 'cdk.out', 'local'))).not.toContain('bundling-temp-1');
  });

  it('does not start when the signal is already aborted', async () => {
    await expect(run('hang', AbortSignal.abort())).rejects.toThrow('aborted');
  });
});
