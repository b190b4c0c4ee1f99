import { flushCompileCache } from 'node:module';
import { callWithCallback } from './call-with-callback.ts';
import { captureConsole } from './console-output.ts';
import { errorReport, runtimeError } from './error-report.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { RuntimeClient, type RuntimeResponse } from './runtime-client.ts';

// The entry point of an instance: loads the function, then handles its invocations, one at a time. It
// follows AWS's Node.js runtime client, whose version 4 is that of nodejs24.x.

const environment = process.env as Record<string, string>;
const { AWS_LAMBDA_RUNTIME_API: address = '', _HANDLER: name = '' } = environment;
const { LAMBDA_TASK_ROOT: folder = '', AWS_EXECUTION_ENV: runtime = '' } = environment;
const major = Number(/nodejs(\d+)/.exec(runtime)?.[1]);
const logsJson = environment['AWS_LAMBDA_LOG_FORMAT'] === 'JSON';
let requestId = major >= 24 ? '-' : undefined;
/** Of reports to the Runtime API. */
let subject = 'init';

// Compiled TypeScript, for the next instance; a function does not have this variable.
flushCompileCache();
delete environment['NODE_COMPILE_CACHE'];

captureConsole(logsJson, environment['AWS_LAMBDA_LOG_LEVEL'] ?? '', () => requestId);
Object.assign(globalThis, {
  awslambda: { streamifyResponse: notEmulated, HttpResponseStream: { from: notEmulated } },
});
const client = new RuntimeClient(address);
// Not awaited at the top level: a process in which nothing is left to do exits with status 0.
void run();

async function run(): Promise<void> {
  const handler = await loadHandler(folder, name, major).catch(endWithInitError);
  for (;;) await handle(await client.send('GET invocation/next'), handler);
}

async function handle({ headers, body }: RuntimeResponse, handler: Handler): Promise<void> {
  requestId = headers['Lambda-Runtime-Aws-Request-Id'] ?? '';
  subject = `invocation/${requestId}`;
  environment['_X_AMZN_TRACE_ID'] = headers['Lambda-Runtime-Trace-Id'] ?? '';
  try {
    const [event, context] = [JSON.parse(body), contextFor(headers)];
    const result = await (major >= 24
      ? handler(event, context)
      : callWithCallback(handler, event, context));
    void client.send(`POST ${subject}/response`, toJson(result));
  } catch (error) {
    void reportError(error);
  }
}

/** @see Lambda, "Using the Lambda context object to retrieve Node.js function information" */
function contextFor(headers: RuntimeResponse['headers']): object {
  const deadline = Number(headers['Lambda-Runtime-Deadline-Ms']);
  return {
    functionName: environment['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: environment['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: environment['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: environment['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: environment['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn: headers['Lambda-Runtime-Invoked-Function-Arn'],
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
    ...(major >= 24 && { xRayTraceId: headers['Lambda-Runtime-Trace-Id'] }),
  };
}

function toJson(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw runtimeError('JSONStringifyError', 'Unable to stringify response body');
  }
}

async function endWithInitError(error: unknown): Promise<never> {
  await reportError(error);
  process.exit(1);
}

/** Reports an error; in the JSON log format, the runtime logs it like the function's own. */
function reportError(error: unknown): Promise<unknown> {
  const report = errorReport(error);
  if (logsJson) console.error(report.trace.length > 0 ? error : new Error(report.errorMessage));
  return client.send(`POST ${subject}/error`, JSON.stringify(report));
}

function notEmulated(): never {
  throw new Error('response streaming (awslambda) is not emulated by the local gateway');
}
