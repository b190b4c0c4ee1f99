import { httpApi, lambdaFunction } from '../../templates.ts';
import { fixtureStack } from '../fixture-stack.ts';
import { assumed, documented, type Expected, row, type Topic } from '../row.ts';
import { perform } from '../scripted-function.ts';
import { lambda, reason } from '../sources.ts';

const variables = (behavior: string, names: readonly string[], expected: Expected) =>
  row(behavior, perform({ environment: names }), expected);

/** How functions run: their environment, context, instances and logs. */
export const functions: Topic = {
  title: 'Lambda functions',
  stack: fixtureStack(
    httpApi({ routes: { 'GET /act': { function: 'Handler' } } }),
    {
      Handler: lambdaFunction('handler', {
        FunctionName: 'named',
        MemorySize: 256,
        Timeout: 7,
        Environment: {
          Variables: { COLOR: 'blue', NUMBER: 7, AWS_REGION_LIKE: { Ref: 'AWS::Region' } },
        },
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' },
      }),
    },
    { environment: 'aws://111122223333/eu-central-1' },
  ),
  rows: [
    ...documented(
      lambda['configuration-envvars'],
      variables('Environment variables come from the template', ['COLOR', 'NUMBER'], {
        body: '{"COLOR":"blue","NUMBER":"7"}',
      }),
      variables('References in environment variables are resolved', ['AWS_REGION_LIKE'], {
        body: '{"AWS_REGION_LIKE":"eu-central-1"}',
      }),
      variables(
        'The runtime sets its environment variables',
        [
          ...['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_LAMBDA_FUNCTION_NAME'],
          ...['AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
          ...['AWS_EXECUTION_ENV', 'AWS_LAMBDA_RUNTIME_API', '_HANDLER', 'TZ'],
        ],
        {
          event: {
            AWS_REGION: 'eu-central-1',
            AWS_DEFAULT_REGION: 'eu-central-1',
            AWS_LAMBDA_FUNCTION_NAME: 'named',
            AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
            AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
            AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
            AWS_LAMBDA_RUNTIME_API: /^127\.0\.0\.1:\d+$/,
            _HANDLER: 'index.handler',
            TZ: ':UTC',
          },
        },
      ),
      variables(
        "The machine's environment is not inherited",
        ['HOME', 'USER', 'PWD', 'VITEST', 'NODE_ENV'],
        { body: '{"HOME":null,"USER":null,"PWD":null,"VITEST":null,"NODE_ENV":null}' },
      ),
      variables('Each invocation has a trace id', ['_X_AMZN_TRACE_ID'], {
        event: { _X_AMZN_TRACE_ID: /^Root=1-/ },
      }),
    ),
    ...documented(
      lambda['nodejs-context'],
      row('The context describes the function', perform({ context: 0 }), {
        event: {
          functionName: 'named',
          functionVersion: '$LATEST',
          invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:named',
          memoryLimitInMB: '256',
          logGroupName: '/aws/lambda/named',
          awsRequestId: /^[0-9a-f-]{36}$/,
        },
      }),
      row('getRemainingTimeInMillis counts down from the timeout', perform({ context: 0 }), {
        body: /"remaining":(6\d\d\d|7000)\b/,
      }),
    ),
    ...documented(
      lambda['lambda-runtime-environment'],
      row(
        'Sequential invocations share an instance',
        perform({ instance: 0 }),
        { status: 200, event: { count: 2 } },
        { before: [{ request: perform({ instance: 0 }) }] },
      ),
      row(
        'Concurrent requests run in separate instances',
        perform({ meet: 3 }),
        { status: 200, distinctBodies: 3 },
        { concurrency: 3 },
      ),
    ),
    ...documented(
      lambda['monitoring-cloudwatchlogs-logformat'],
      row('Console output is JSON with a level', perform({ console: ['hello', 1] }), {
        status: 200,
        log: /\[Handler\].*"level":"INFO".*"message":"hello 1"/,
      }),
      row('Logged objects stay objects', perform({ console: [{ a: 1 }] }), {
        log: /\[Handler\].*"message":\{"a":1\}/,
      }),
    ),
    ...assumed(
      reason.isolation,
      variables(
        'Functions have no AWS credentials',
        ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'],
        {
          body: '{"AWS_ACCESS_KEY_ID":null,"AWS_SECRET_ACCESS_KEY":null,"AWS_SESSION_TOKEN":null,"AWS_PROFILE":null}',
        },
      ),
    ),
    ...assumed(
      reason.oneLine,
      row('Function output cannot forge a log line', perform({ console: ['a\nGET / → 200'] }), {
        log: /a\\+nGET/,
      }),
    ),
  ],
};
