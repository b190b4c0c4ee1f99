import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { act, doing } from '../scripted-functions.ts';
import { page } from '../sources.ts';

function ran(
  behaviour: string,
  path: string,
  script: object,
  expected: FidelityRow['expected'],
  source: string,
  confidence: FidelityRow['confidence'] = 'confirmed',
): FidelityRow {
  return { behaviour, source, confidence, request: `GET ${path}${doing(script)}`, expected };
}

const exporting = (source: string) => ({ 'index.mjs': source });
const sayHandler = "{ statusCode: 200, body: 'here' }";

/** How functions run: their environment, context, styles and instances. */
export const functions: Theme = {
  title: 'Functions',
  stack: {
    environment: 'aws://111122223333/eu-central-1',
    code: {
      act,
      commonJs: { 'index.js': `exports.handler = async () => (${sayHandler});` },
      nested: { 'app/main.mjs': `export const api = { get: async () => (${sayHandler}) };` },
      callback: exporting(
        `export const handler = (event, context, done) => setTimeout(() => done(null, ${sayHandler}), 1);`,
      ),
      sync: exporting(`export const handler = () => (${sayHandler});`),
      topLevelAwait: exporting(
        `const body = await new Promise((resolve) => setTimeout(resolve, 50, 'here'));
         export const handler = async () => ({ statusCode: 200, body });`,
      ),
    },
    template: {
      Resources: {
        Act: lambdaFunction('act', {
          FunctionName: 'named',
          MemorySize: 256,
          Timeout: 7,
          Environment: {
            Variables: { COLOUR: 'blue', NUMBER: 7, AWS_REGION_LIKE: { Ref: 'AWS::Region' } },
          },
          LoggingConfig: {
            LogFormat: 'JSON',
            ApplicationLogLevel: 'INFO',
            SystemLogLevel: 'WARN',
          },
        }),
        CommonJs: lambdaFunction('commonJs'),
        Nested: lambdaFunction('nested', { Handler: 'app/main.api.get' }),
        Callback22: lambdaFunction('callback', { Runtime: 'nodejs22.x' }),
        Callback24: lambdaFunction('callback'),
        Sync: lambdaFunction('sync'),
        Await: lambdaFunction('topLevelAwait'),
        ...httpApi({
          routes: Object.fromEntries(
            ['Act', 'CommonJs', 'Nested', 'Callback22', 'Callback24', 'Sync', 'Await'].map((id) => [
              `GET /${id.toLowerCase()}`,
              { function: id },
            ]),
          ),
        }),
      },
    },
  },
  rows: [
    ran(
      "the template's variables are the function's environment",
      '/act',
      { environment: ['COLOUR', 'NUMBER'] },
      { body: '{"COLOUR":"blue","NUMBER":"7"}' },
      page.lambdaVariables,
    ),
    ran(
      'references in variables are resolved',
      '/act',
      { environment: ['AWS_REGION_LIKE'] },
      { body: '{"AWS_REGION_LIKE":"eu-central-1"}' },
      page.lambdaVariables,
    ),
    ran(
      'what the runtime sets is set',
      '/act',
      {
        environment: [
          'AWS_REGION',
          'AWS_DEFAULT_REGION',
          'AWS_LAMBDA_FUNCTION_NAME',
          'AWS_LAMBDA_FUNCTION_VERSION',
          'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
          'AWS_EXECUTION_ENV',
          '_HANDLER',
          'TZ',
        ],
      },
      {
        event: {
          AWS_REGION: 'eu-central-1',
          AWS_DEFAULT_REGION: 'eu-central-1',
          AWS_LAMBDA_FUNCTION_NAME: 'named',
          AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
          AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
          _HANDLER: 'index.handler',
          TZ: ':UTC',
        },
      },
      page.lambdaVariables,
    ),
    ran(
      "this machine's environment stays out",
      '/act',
      { environment: ['HOME', 'USER', 'PWD', 'VITEST', 'NODE_ENV'] },
      { body: '{"HOME":null,"USER":null,"PWD":null,"VITEST":null,"NODE_ENV":null}' },
      page.lambdaVariables,
    ),
    ran(
      'there are no credentials',
      '/act',
      {
        environment: [
          'AWS_ACCESS_KEY_ID',
          'AWS_SECRET_ACCESS_KEY',
          'AWS_SESSION_TOKEN',
          'AWS_PROFILE',
        ],
      },
      {
        body: /^\{"AWS_ACCESS_KEY_ID":null,"AWS_SECRET_ACCESS_KEY":null,"AWS_SESSION_TOKEN":null,"AWS_PROFILE":null\}$/,
      },
      'a choice: code here must not reach the account',
    ),
    ran(
      'a trace id is set for each invocation',
      '/act',
      { environment: ['_X_AMZN_TRACE_ID'] },
      { event: { _X_AMZN_TRACE_ID: /^Root=1-/ } },
      page.lambdaVariables,
    ),
    ran(
      'the context names the function',
      '/act',
      { context: 0 },
      {
        event: {
          functionName: 'named',
          functionVersion: '$LATEST',
          invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:named',
          memoryLimitInMB: '256',
          logGroupName: '/aws/lambda/named',
          awsRequestId: /^[0-9a-f-]{36}$/,
        },
      },
      page.lambdaContext,
    ),
    ran(
      'the time that remains counts down from the timeout',
      '/act',
      { context: 0 },
      { body: /"remaining":(6\d\d\d|7000)\b/ },
      page.lambdaContext,
    ),
    ran(
      'an instance is kept between invocations, one after the other',
      '/act',
      { instance: 0 },
      { status: 200 },
      page.lambdaEnvironment,
    ),
    {
      ...ran(
        'requests at once run in instances of their own',
        '/act',
        { sleep: 600 },
        { status: 200, differentBodies: 3 },
        page.lambdaEnvironment,
      ),
      together: 3,
    },
    ran('CommonJS modules run', '/commonjs', {}, { status: 200, body: 'here' }, page.lambdaHandler),
    ran(
      'a handler may lie in a folder and in an object',
      '/nested',
      {},
      { status: 200, body: 'here' },
      page.lambdaHandler,
    ),
    ran(
      'a handler may be synchronous',
      '/sync',
      {},
      { status: 200, body: 'here' },
      page.lambdaHandler,
    ),
    ran(
      'top-level await runs while the function initializes',
      '/await',
      {},
      { status: 200, body: 'here' },
      page.lambdaEnvironment,
    ),
    ran(
      'nodejs22.x runs handlers with a callback',
      '/callback22',
      {},
      { status: 200, body: 'here' },
      page.lambdaHandler,
    ),
    ran(
      'nodejs24.x does not',
      '/callback24',
      {},
      { status: 500, log: /Runtime\.CallbackHandlerDeprecated/ },
      page.lambdaHandler,
    ),
    ran(
      'console output is in the JSON log format, with the level',
      '/act',
      { console: ['hello', 1] },
      { status: 200, log: /\[Act\].*"level":"INFO".*"message":"hello 1"/ },
      page.lambdaLogs,
    ),
    ran(
      'an object that is logged stays one',
      '/act',
      { console: [{ a: 1 }] },
      { log: /\[Act\].*"message":\{"a":1\}/ },
      page.lambdaLogs,
    ),
    ran(
      'what a function writes cannot forge a line of the log',
      '/act',
      { console: ['a\nGET / → 200'] },
      { log: /a\\+nGET/ },
      'a choice: one line is one event',
    ),
  ],
};
