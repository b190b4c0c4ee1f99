import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { signed, signingKey } from '../signing.ts';

// What others install: the tarball alone, in apps of their own.

const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
const key = signingKey('EdDSA');
const endpoint = await startKeyEndpoint();
endpoint.publish(key.jwk);
let tarball: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

beforeAll(() => {
  const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [tarball] = JSON.parse(printed.slice(printed.indexOf('[\n')));
}, 120_000);
afterAll(async () => {
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

describe('the tarball', () => {
  test('contains compiled code with types and source maps, the bundle, README and LICENSE', () => {
    const paths = tarball.files.map(({ path }) => path);
    const compiled =
      /^dist\/((lib|contract)(\/[a-z-]+)+\.(js|js\.map|d\.ts)|lib\/cjs\/[a-z]+\.cjs(\.map)?)$/;
    expect(paths.filter((path) => !compiled.test(path)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/authorizer/index.mjs',
      'dist/authorizer/index.mjs.map',
      'package.json',
    ]);
    for (const entry of ['index', 'caller'])
      for (const extension of ['js', 'js.map', 'd.ts'])
        expect(paths).toContain(`dist/lib/${entry}.${extension}`);
  });

  test('has no dependencies but the peers aws-cdk-lib and constructs', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(Object.keys(manifest.peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
    expect([manifest.dependencies, manifest.optionalDependencies]).toEqual([undefined, undefined]);
  });
});

test('two zips that are made in two folders are identical', () => {
  const generated = /^(node_modules|coverage|dist|cdk\.out|cdk\.local-.*|\.git)$/;
  const digests = ['one', 'two'].map((name) => {
    const project = join(folder, name);
    cpSync('.', project, { recursive: true, filter: (path) => !generated.test(basename(path)) });
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'), 'junction');
    execFileSync(process.execPath, ['tools/package/package.ts'], { cwd: project });
    const zip = readFileSync(join(project, 'dist/zuplo-authorizer.zip'));
    return createHash('sha256').update(zip).digest('hex');
  });
  expect(digests[0]).toBe(digests[1]);
});

const stack = `
const app = new App({ outdir: 'cdk.out', context: { 'aws:cdk:enable-asset-metadata': true } });
const stack = new Stack(app, 'Orders');
const code = Code.fromAsset('handler');
const fn = new lambda.Function(stack, 'Fn', { code, runtime: Runtime.NODEJS_24_X, handler: 'index.handler' });
const zuplo = new ZuploAuthorizer(stack, 'Zuplo', { issuer: process.env.ISSUER, audience: 'us' });
const scopes = ['orders:write'];
const api = new HttpApi(stack, 'Http', { defaultAuthorizer: zuplo.httpAuthorizer() });
const integration = new HttpLambdaIntegration('Fn', fn);
api.addRoutes({ path: '/orders', methods: ['GET'], integration });
const authorizer = zuplo.httpAuthorizer({ scopes });
api.addRoutes({ path: '/orders', methods: ['POST'], integration, authorizer });
const rest = new RestApi(stack, 'Rest', { defaultMethodOptions: { authorizer: zuplo.restAuthorizer() } });
const orders = rest.root.addResource('orders');
orders.addMethod('GET', new LambdaIntegration(fn));
zuplo.requireScopes(orders.addMethod('POST', new LambdaIntegration(fn)), scopes);
zuplo.addGatewayResponses(rest);
app.synth();
`;
const modules = {
  'aws-cdk-lib': '{ App, Stack }',
  'aws-cdk-lib/aws-apigateway': '{ LambdaIntegration, RestApi }',
  'aws-cdk-lib/aws-apigatewayv2': '{ HttpApi }',
  'aws-cdk-lib/aws-apigatewayv2-integrations': '{ HttpLambdaIntegration }',
  'cdk-zuplo-authorizer': '{ ZuploAuthorizer }',
};
const apps = {
  'an ES module': [
    'app.mjs',
    Object.entries(modules).map(([name, names]) => `import ${names} from '${name}';`),
    `import * as lambda from 'aws-cdk-lib/aws-lambda';`,
  ],
  'a CommonJS module': [
    'app.cjs',
    Object.entries(modules).map(([name, names]) => `const ${names} = require('${name}');`),
    `const lambda = require('aws-cdk-lib/aws-lambda');`,
  ],
} as const;

/** Creates an app in an empty folder, with the tarball and its peers in node_modules; returns its cloud assembly. */
function synthesized(name: keyof typeof apps): string {
  const [file, imports, lambda] = apps[name];
  const app = mkdtempSync(join(folder, 'app-'));
  const installed = join(app, 'node_modules', 'cdk-zuplo-authorizer');
  mkdirSync(installed, { recursive: true });
  const archive = join(folder, tarball.filename);
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', installed]);
  for (const peer of ['aws-cdk-lib', 'constructs'])
    symlinkSync(resolve('node_modules', peer), join(app, 'node_modules', peer), 'junction');
  mkdirSync(join(app, 'handler'));
  writeFileSync(
    join(app, 'handler', 'index.mjs'),
    `export const handler = async ({ requestContext: { authorizer } }) => ({
      statusCode: 200, body: (authorizer.lambda ?? authorizer).sub });`,
  );
  const types = 'const { Code, Runtime } = lambda;';
  writeFileSync(join(app, file), [...imports, lambda, types, stack].join('\n'));
  const { status, stderr } = spawnSync(process.execPath, [file], {
    cwd: app,
    encoding: 'utf8',
    env: { ...process.env, ISSUER: endpoint.issuer },
  });
  expect([stderr, status]).toEqual(['', 0]);
  return join(app, 'cdk.out');
}

describe.each(Object.keys(apps) as (keyof typeof apps)[])('an app that is %s', (name) => {
  let served: ServedAssembly;
  beforeAll(async () => {
    served = await serveAssembly({ folder: synthesized(name), port: 0, log: () => {} });
  }, 120_000);
  afterAll(() => served?.close());

  async function send(index: number, method: string, claims?: object) {
    const exp = Math.floor(Date.now() / 1000) + 300;
    const payload = { iss: endpoint.issuer, aud: 'us', sub: 'alice', exp, ...claims };
    const headers = claims && { authorization: `Bearer ${signed(key, { payload })}` };
    const url = `${served.apis[index]?.url}/orders`;
    const response = await fetch(url, { method, ...(headers && { headers }) });
    return [response.status, await response.text()];
  }

  test.each([0, 1])('authorizes the requests of its API %i', async (index) => {
    expect(await send(index, 'GET', {})).toEqual([200, 'alice']);
    expect((await send(index, 'GET'))[0]).toBe(401);
    expect((await send(index, 'POST', {}))[0]).toBe(403);
    expect(await send(index, 'POST', { scope: 'orders:write' })).toEqual([200, 'alice']);
  });
});
