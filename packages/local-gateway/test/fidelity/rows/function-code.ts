import { httpApi, lambdaFunction } from '../../templates.ts';
import { logged } from '../expected-log.ts';
import { fixtureStack } from '../fixture-stack.ts';
import { documented, row, type Topic } from '../row.ts';
import { awsReference, lambda } from '../sources.ts';

const response = "{ statusCode: 200, body: 'here' }";
const here = { status: 200, body: 'here' };
const asModule = (source: string) => ({ 'index.mjs': source });
const node22 = { Runtime: 'nodejs22.x' };

/** Functions by logical id; each one has a route of that name. */
const handlers = {
  CommonJs: lambdaFunction('commonJs'),
  CommonJs22: lambdaFunction('commonJs', node22),
  Nested: lambdaFunction('nested', { Handler: 'app/main.api.get' }),
  Callback22: lambdaFunction('callback', node22),
  Callback24: lambdaFunction('callback'),
  Waits: lambdaFunction('changesLater', { ...node22, Handler: 'index.waits' }),
  DoesNotWait: lambdaFunction('changesLater', { ...node22, Handler: 'index.doesNotWait' }),
  Succeed: lambdaFunction('changesLater', { ...node22, Handler: 'index.succeed' }),
  Sync: lambdaFunction('sync'),
  Sync22: lambdaFunction('sync', node22),
  Await: lambdaFunction('topLevelAwait'),
  File: lambdaFunction('readsFile'),
  Unbundled: lambdaFunction('unbundled'),
  RequiresSdk: lambdaFunction('sdk', { Handler: 'index.required' }),
  ImportsSdk: lambdaFunction('sdk', { Handler: 'index.imported' }),
  Inline: lambdaFunction('', { Code: { ZipFile: `exports.handler = async () => (${response});` } }),
};

/** Files in the folder of the assembly, which functions do not find. */
const projectFiles = {
  '../package.json': '{"type":"module"}',
  '../node_modules/constructs/index.js': '',
  '../node_modules/@aws-sdk/client-s3/package.json': '{}',
  '../node_modules/@aws-sdk/client-s3/index.js': `exports.response = ${response};`,
};

/** The code of functions: how their modules are found and loaded, and their handlers called. */
export const functionCode: Topic = {
  title: 'Code of Lambda functions',
  stack: fixtureStack(
    httpApi({
      routes: {
        ...Object.fromEntries(
          Object.keys(handlers).map((id) => [`GET /${id.toLowerCase()}`, { function: id }]),
        ),
        'GET /sync22-v1': { function: 'Sync22', integration: { PayloadFormatVersion: '1.0' } },
      },
    }),
    handlers,
    {
      code: {
        commonJs: { 'index.js': `exports.handler = async () => (${response});`, ...projectFiles },
        nested: { 'app/main.mjs': `export const api = { get: async () => (${response}) };` },
        callback: asModule(
          `export const handler = (event, context, done) => setTimeout(() => done(null, ${response}), 1);`,
        ),
        changesLater: asModule(
          `const changing = () => {
             const response = { statusCode: 200, body: 'first' };
             setTimeout(() => { response.body = 'later'; }, 20);
             return response;
           };
           export const waits = (event, context, done) => done(null, changing());
           export const doesNotWait = (event, context, done) => {
             context.callbackWaitsForEmptyEventLoop = false;
             done(null, changing());
           };
           export const succeed = (event, context) => setTimeout(context.succeed, 1, changing());`,
        ),
        readsFile: {
          'greeting.txt': 'here',
          ...asModule(
            `import { readFileSync } from 'node:fs';
             export const handler = async () => ({ statusCode: 200, body: readFileSync('greeting.txt', 'utf8') });`,
          ),
        },
        unbundled: { 'index.js': "require('constructs');" },
        sdk: asModule(
          `import { createRequire } from 'node:module';
           export const required = async () => createRequire(import.meta.url)('@aws-sdk/client-s3').response;
           export const imported = async () => (await import('@aws-sdk/client-s3')).response;`,
        ),
        sync: asModule(`export const handler = () => (${response});`),
        topLevelAwait: asModule(
          `const body = await new Promise((resolve) => setTimeout(resolve, 50, 'here'));
           export const handler = async () => ({ statusCode: 200, body });`,
        ),
      },
    },
  ),
  rows: [
    ...documented(
      lambda['lambda-runtime-environment'],
      row('Top-level await runs during initialization', 'GET /await', here),
    ),
    ...documented(
      lambda['nodejs-handler'],
      row('CommonJS modules run', 'GET /commonjs', here),
      row('Handler may name a folder and an object', 'GET /nested', here),
      row('A handler may be synchronous', 'GET /sync', here),
      row('nodejs22.x supports callback handlers', 'GET /callback22', here),
      row(
        "The package.json of the project does not apply to the function's code",
        'GET /commonjs',
        here,
      ),
      {
        ...row(
          "The package.json of the project does not apply to the function's code",
          'GET /commonjs22',
          here,
        ),
        variant: 'nodejs22.x',
      },
      row('Modules of the project that are not bundled are not found', 'GET /unbundled', {
        status: 500,
        log: logged.moduleNotFound,
      }),
      row('nodejs24.x does not support callback handlers', 'GET /callback24', {
        status: 500,
        log: logged.callbackHandler,
      }),
    ),
    ...documented(
      awsReference.runtimeClient,
      row(
        'nodejs22.x ignores what a handler that is not async returns: the result is null',
        'GET /sync22',
        {
          status: 200,
          body: 'null',
        },
      ),
      {
        ...row(
          'nodejs22.x ignores what a handler that is not async returns: the result is null',
          'GET /sync22-v1',
          500,
        ),
        variant: 'payload format 1.0',
      },
      row('nodejs22.x: the result of a callback waits for an empty event loop', 'GET /waits', {
        body: 'later',
      }),
      row(
        'nodejs22.x: callbackWaitsForEmptyEventLoop = false returns it at once',
        'GET /doesnotwait',
        {
          body: 'first',
        },
      ),
      row('nodejs22.x: context.succeed returns at once', 'GET /succeed', { body: 'first' }),
      row('The working directory is the folder with the code', 'GET /file', here),
    ),
    ...documented(
      lambda['lambda-nodejs'],
      ...['requires', 'imports'].map((how) => ({
        ...row(
          'The AWS SDK for JavaScript v3 is found without bundling it',
          `GET /${how}sdk`,
          here,
        ),
        variant: how,
      })),
    ),
    ...documented(
      awsReference.functionCode,
      row('Inline code is the module index.js', 'GET /inline', here),
    ),
  ],
};
