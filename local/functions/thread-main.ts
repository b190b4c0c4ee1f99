import { parentPort, workerData } from 'node:worker_threads';
import { callHandler } from './call-handler.ts';
import { captureConsole } from './console-output.ts';
import { loadHandler } from './load-handler.ts';
import type { InvokeMessage, ThreadData, ThreadMessage } from './thread-messages.ts';
import { thrownError } from './thrown-error.ts';

// The thread's own side: loads the function, then answers one invocation after another.

const { settings } = workerData as ThreadData;
let requestId: string | undefined;

const post = (message: ThreadMessage): void => {
  parentPort?.postMessage(message);
};

captureConsole(
  settings,
  () => requestId,
  (line) => post({ kind: 'console', line }),
);

try {
  const handler = await loadHandler(settings);
  parentPort?.on('message', async (message: InvokeMessage) => {
    requestId = message.requestId;
    process.env['_X_AMZN_TRACE_ID'] = message.traceId;
    try {
      const result = await callHandler(handler, JSON.parse(message.event), contextFor(message));
      post({ kind: 'returned', payload: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      post({ kind: 'threw', error: thrownError(error) });
    }
  });
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'not-ready', error: thrownError(error) });
}

/** @see Lambda, "Using the Lambda context object to retrieve Node.js function information" */
function contextFor(message: InvokeMessage): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName: settings.name,
    memoryLimitInMB: String(settings.memoryMegabytes),
    logGroupName: settings.logGroup,
    logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn: settings.arn,
    awsRequestId: message.requestId,
    getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
  };
}
