import { parentPort, workerData } from 'node:worker_threads';
import { callHandler } from './call-handler.ts';
import { captureConsole } from './console-output.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { InvokeMessage, ThreadData, ThreadMessage } from './thread-messages.ts';
import { claimSlot } from './thread-slots.ts';
import { thrownError } from './thrown-error.ts';

// The entry point of a function's thread: loads the function, then handles its invocations in order.

const { settings, slots } = workerData as ThreadData;
const cells = new Int32Array(slots);
const waiting: InvokeMessage[] = [];
let working = false;
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
  parentPort?.on('message', (messages: readonly InvokeMessage[]) => {
    waiting.push(...messages);
    if (!working) void work(handler);
  });
  post({ kind: 'ready' });
} catch (error) {
  logThrown(error);
  post({ kind: 'not-ready', error: thrownError(error) });
}

async function work(handler: Handler): Promise<void> {
  working = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
    if (claimSlot(cells, next.slot)) await invoke(handler, next);
  working = false;
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  requestId = message.requestId;
  process.env['_X_AMZN_TRACE_ID'] = message.traceId;
  try {
    const result = await callHandler(handler, JSON.parse(message.event), contextFor(message));
    post({ kind: 'returned', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    logThrown(error);
    post({ kind: 'threw', error: thrownError(error) });
  }
}

/** In the JSON log format, the runtime logs a thrown error like the function's own. */
function logThrown(thrown: unknown): void {
  if (settings.logFormat === 'JSON')
    console.error(thrown instanceof Error ? thrown : new Error(String(thrown)));
}

/** @see Lambda, "Using the Lambda context object to retrieve Node.js function information" */
function contextFor(message: InvokeMessage): object {
  const deadline = Date.now() + settings.timeoutSeconds * 1000;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName: settings.name,
    memoryLimitInMB: String(settings.memoryMegabytes),
    logGroupName: settings.logGroup,
    logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'],
    invokedFunctionArn: settings.arn,
    awsRequestId: message.requestId,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}
