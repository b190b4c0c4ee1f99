import { flushCompileCache } from 'node:module';
import { callWithCallback } from './call-with-callback.ts';
import { captureConsole } from './console-output.ts';
import { errorReport, runtimeError } from './error-report.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { type NextInvocation, RuntimeClient } from './runtime-client.ts';

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
if (major < 24) endOnUncaughtErrors();
// Not awaited at the top level: a process in which nothing is left to do exits with status 0.
void run();

async function run(): Promise<void> {
  const handler = await loadHandler(folder, name, major).catch(endWithInitError);
  for (;;) await handle(await client.next(), handler);
}

async function handle({ headers, body }: NextInvocation, handler: Handler): Promise<void> {
  requestId = headers['lambda-runtime-aws-request-id'] ?? '';
  subject = `invocation/${requestId}`;
  environment['_X_AMZN_TRACE_ID'] = headers['lambda-runtime-trace-id'] ?? '';
  try {
    const [event, context] = [JSON.parse(body), contextFor(headers)];
    const result = await (major >= 24
      ? handler(event, context)
      : callWithCallback(handler, event, context));
    void client.respond(subject, toJson(result));
  } catch (error) {
    logError(error);
    void client.reportError(subject, errorReport(error));
  }
}

/** @see Lambda, "Using the Lambda context object to retrieve Node.js function information" */
function contextFor(headers: NextInvocation['headers']): object {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    functionName: environment['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: environment['AWS_LAMBDA_FUNCTION_VERSION'],
    memoryLimitInMB: environment['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: environment['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: environment['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
    ...(major >= 24 && { xRayTraceId: headers['lambda-runtime-trace-id'] }),
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
  logError(error);
  await client.reportError(subject, errorReport(error));
  process.exit(1);
}

/** Reports uncaught errors as the function's, as the runtimes until nodejs22.x do. */
function endOnUncaughtErrors(): void {
  const end = async (error: unknown, status: number): Promise<void> => {
    logError(error);
    // On a connection of its own: `client` may be waiting for the next invocation.
    await new RuntimeClient(address).reportError(subject, errorReport(error));
    process.exit(status);
  };
  process.on('uncaughtException', (error) => void end(error, 129));
  process.on('unhandledRejection', (reason) => {
    void end(runtimeError('UnhandledPromiseRejection', String(reason)), 128);
  });
}

/** In the JSON log format, the runtime logs an error like the function's own. */
function logError(thrown: unknown): void {
  if (logsJson) console.error(thrown instanceof Error ? thrown : new Error(String(thrown)));
}

function notEmulated(): never {
  throw new Error('response streaming (awslambda) is not emulated by the local gateway');
}
