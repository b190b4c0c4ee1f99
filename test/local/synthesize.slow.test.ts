import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesisFailure } from '../../local/synthesis-failure.ts';
import { synthesize } from '../../local/synthesize.ts';

/** An app as the CDK's CLI knows it, that does what the context's `then` says. */
const app = `
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
const { CDK_CONTEXT_JSON, CDK_OUTDIR, ...environment } = process.env;
const context = JSON.parse(CDK_CONTEXT_JSON);
const does = {
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
    writeFileSync('seen.json', JSON.stringify({ context, node: process.version, aws }));
  },
  complain() {
    console.error('issuer is wrong: it must be a URL');
    process.exit(1);
  },
  crash() {
    throw new Error('boom');
  },
  flood() {
    console.error('x'.repeat(1e6));
    process.exit(1);
  },
  hang() {
    mkdirSync(CDK_OUTDIR + '/bundling-temp-1', { recursive: true });
    connect(context.port, '127.0.0.1');
  },
};
does[context.then]();
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
const run = (then: string, signal = never, port = 0) =>
  synthesize({
    context: { then, issuer: 'http://localhost:9/x?y=z', port: String(port) },
    output: 'cdk.out/local',
    signal,
    project,
  });

describe('a synth', () => {
  it('gives the folder of the cloud assembly', async () => {
    const folder = await run('succeed');
    expect(folder).toBe(join(project, 'cdk.out', 'local'));
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toContain('artifacts');
  });

  it("runs the app on this very Node, with the context it was given and no one's account", async () => {
    process.env['AWS_PROFILE'] = 'production';
    await run('succeed').finally(() => delete process.env['AWS_PROFILE']);
    const { context, node, aws } = JSON.parse(await readFile(join(project, 'seen.json'), 'utf8'));
    expect(context).toMatchObject({ issuer: 'http://localhost:9/x?y=z' });
    expect(node).toBe(process.version);
    expect(aws.sort()).toStrictEqual([
      'AWS_CONFIG_FILE',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_SHARED_CREDENTIALS_FILE',
    ]);
  });

  it("fails with the app's own complaint, in one line", async () => {
    await expect(run('complain')).rejects.toThrow(
      /^the stack does not synthesize: issuer is wrong: it must be a URL$/,
    );
  });

  it('names the crash of an app in the first line, and shows it as it is', async () => {
    await expect(run('crash')).rejects.toThrow(
      /^the stack does not synthesize: Error: boom\n(.*\n)+Error: boom\n\s+at .*app\.mjs/,
    );
  });

  it('shows no more than the end of what an app has to say', async () => {
    const message = await run('flood').catch((error: Error) => error.message);
    expect(String(message).length).toBeLessThan(5_000);
  });

  it('ends with everything it started when it is aborted, and leaves no half-made bundle', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const stop = new AbortController();
    const ended = expect(run('hang', stop.signal, port)).rejects.toThrow('aborted');
    const [connection] = await once(server, 'connection');
    stop.abort();
    // The app's end of the connection closes when the app is no more, and not before.
    await Promise.all([ended, once(connection.resume(), 'close')]);
    server.close();
    expect(await readdir(join(project, 'cdk.out', 'local'))).not.toContain('bundling-temp-1');
  });

  it('does not begin when it is aborted already', async () => {
    await expect(run('hang', AbortSignal.abort())).rejects.toThrow('aborted');
  });
});

describe('the failure of a synth', () => {
  const esbuild = (message: string, place = '') =>
    `Bundling asset Api/Handler/Code/Stage...\n✘ [ERROR] ${message}\n${place}\n1 error\nnode:internal\n`;
  const at = (place: string) => `\n    ${place}:\n      11 │ export const x = ;\n         ╵ ^\n`;

  it.each([
    [
      'a complaint',
      'issuer is wrong\nnode bin/app.ts: Subprocess exited with error 1\n',
      ' issuer is wrong',
    ],
    ['several complaints', 'wrong:\n  - a\n  - b\n', '\nwrong:\n  - a\n  - b'],
    [
      'an error in the source of a function',
      esbuild('Unexpected ";"', at('lambdas/public/handler.ts:11:17')),
      ' lambdas/public/handler.ts:11:17: Unexpected ";"',
    ],
    ['an error of the bundler elsewhere', esbuild('Invalid target'), ' Invalid target'],
    [
      'several errors in sources',
      esbuild('One', at('a.ts:1:2')) + esbuild('Two', at('b.ts:3:4')),
      '\na.ts:1:2: One\nb.ts:3:4: Two',
    ],
  ])('is told without noise: %s', (_, said, told) => {
    expect(synthesisFailure(said)).toBe(`the stack does not synthesize:${told}`);
  });
});
