import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

// A CDK project of the smallest kind, next to a copy of the gateway: nobody's sources are edited.

const app = (routes: string) => `
import { App, Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
const app = new App();
const stack = new Stack(app, 'Tiny');
const fn = new lambda.Function(stack, 'Fn', {
  code: lambda.Code.fromAsset('lambdas'),
  handler: 'index.handler',
  runtime: lambda.Runtime.NODEJS_24_X,
});
const api = new HttpApi(stack, 'Api');
for (const path of ${routes})
  api.addRoutes({ path, methods: [HttpMethod.GET], integration: new HttpLambdaIntegration('I' + path.length, fn) });
`;
const handler = (text: string) => `export const handler = async () => ${JSON.stringify(text)};`;

let project = '';
let child: ChildProcess;
let said = '';

const write = (file: string, text: string): void => writeFileSync(path.join(project, file), text);
const says = (pattern: RegExp): Promise<string> =>
  vi.waitFor(
    () => {
      const found = pattern.exec(said);
      if (found === null) throw new Error(`not said yet: ${pattern}; said: ${said}`);
      return found[1] ?? found[0];
    },
    { timeout: 50_000, interval: 100 },
  );

beforeAll(() => {
  project = mkdtempSync(path.join(os.tmpdir(), 'watched-'));
  cpSync('local', path.join(project, 'local'), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(project, 'node_modules'));
  for (const folder of ['bin', 'lambdas']) mkdirSync(path.join(project, folder));
  write('package.json', '{"type":"module"}');
  write('cdk.json', '{"app":"node bin/app.ts","notices":false,"versionReporting":false}');
  write('bin/app.ts', app("['/']"));
  write('lambdas/index.mjs', handler('first'));
  child = spawn(process.execPath, ['local/start.ts', '--watch'], {
    cwd: project,
    env: { ...process.env, PORT: '0', ZUPLO_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
});
afterAll(async () => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
  rmSync(project, { recursive: true });
});

it('npm start -- --watch goes on with new code and routes, and past a broken stack', async () => {
  const url = await says(/HTTP API\) on (http:\S+)/);
  const get = async (at: string) => (await fetch(`${url}${at}`)).text();
  await says(/Watching bin, lib, contract, lambdas and cdk\.json/);
  expect(await get('/')).toBe('first');

  write('lambdas/index.mjs', handler('second'));
  await says(/Swapped in [\d.]+ s: Fn\n/);
  expect(await get('/')).toBe('second');

  write('bin/app.ts', 'this is no TypeScript');
  expect(await says(/(Not swapped, .*)\n/)).toMatch(/the stack does not synthesize/);
  expect(await get('/')).toBe('second');

  write('bin/app.ts', app("['/', '/more']"));
  await says(/Swapped in [\d.]+ s: routes\n/);
  expect(await get('/more')).toBe('second');
}, 90_000);
