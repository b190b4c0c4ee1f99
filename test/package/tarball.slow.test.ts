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

/** Creates a folder with the tarball and its peers in node_modules. */
function appFolder(): string {
  const app = mkdtempSync(join(folder, 'app-'));
  const installed = join(app, 'node_modules', 'cdk-zuplo-authorizer');
  mkdirSync(installed, { recursive: true });
  const archive = join(folder, tarball.filename);
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', installed]);
  for (const peer of ['aws-cdk-lib', 'constructs'])
    symlinkSync(resolve('node_modules', peer), join(app, 'node_modules', peer), 'junction');
  return app;
}

/** Runs a CDK app as the CDK's command line does. */
function run(app: string, file: string) {
  const context = {
    issuer: endpoint.issuer,
    audience: 'us',
    'aws:cdk:enable-asset-metadata': true,
  };
  return spawnSync(process.execPath, [file], {
    cwd: app,
    encoding: 'utf8',
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_OUTDIR: 'cdk.out' },
  });
}

/** Returns the cloud assembly of an app. */
function synthesized(app: string, file: string): string {
  const { status, stderr } = run(app, file);
  expect([stderr, status]).toEqual(['', 0]);
  return join(app, 'cdk.out');
}

test('an app whose installed package lacks the bundle is not synthesized, and names the file', () => {
  const app = appFolder();
  rmSync(join(app, 'node_modules/cdk-zuplo-authorizer/dist/authorizer'), { recursive: true });
  cpSync('examples/cdk-http-api', app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{"type":"module"}');
  const { status, stderr } = run(app, 'app.ts');
  expect(status).toBe(1);
  expect(stderr).toMatch(/authorizer.index\.mjs is missing: install cdk-zuplo-authorizer again/);
});

function exampleAssembly(name: string): string {
  const app = appFolder();
  cpSync(join('examples', name), app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{"type":"module"}');
  return synthesized(app, 'app.ts');
}

/** The HTTP API's example with `require`, as `cdk init` compiles apps. */
function commonJsAssembly(): string {
  const app = appFolder();
  cpSync('examples/cdk-http-api/handler', join(app, 'handler'), { recursive: true });
  const code = readFileSync('examples/cdk-http-api/app.ts', 'utf8')
    .replaceAll(/import (\{.+\}) from ('.+');/g, (_, names: string, module: string) => {
      return `const ${names.replaceAll(' as ', ': ')} = require(${module});`;
    })
    .replace('import.meta.dirname', '__dirname');
  writeFileSync(join(app, 'app.cjs'), code);
  return synthesized(app, 'app.cjs');
}

describe.each([
  ['examples/cdk-http-api', () => exampleAssembly('cdk-http-api')],
  ['examples/cdk-rest-api', () => exampleAssembly('cdk-rest-api')],
  ['a CommonJS app', commonJsAssembly],
])('%s, with the tarball', (_, assembly) => {
  let served: ServedAssembly;
  beforeAll(async () => {
    served = await serveAssembly({ folder: assembly(), port: 0, log: () => {} });
  }, 120_000);
  afterAll(() => served?.close());

  async function send(method: string, claims?: object) {
    const exp = Math.floor(Date.now() / 1000) + 300;
    const payload = { iss: endpoint.issuer, aud: 'us', sub: 'alice', exp, ...claims };
    const headers = claims && { authorization: `Bearer ${signed(key, { payload })}` };
    const url = `${served.apis[0]?.url}/orders`;
    const response = await fetch(url, { method, ...(headers && { headers }) });
    return [response.status, await response.text()];
  }

  test('authorizes requests by token and scope', async () => {
    expect(await send('GET', {})).toEqual([200, 'Hello, alice!']);
    expect((await send('GET'))[0]).toBe(401);
    expect((await send('POST', {}))[0]).toBe(403);
    expect(await send('POST', { scope: 'orders:write' })).toEqual([200, 'Hello, alice!']);
  });
});
