import { runtimeError } from './error-report.ts';
import type { Handler } from './load-handler.ts';

/**
 * Calls a handler as the runtimes until nodejs22.x do, and returns what it passes to its callback or
 * what its promise resolves to. A value that it returns is ignored: when nothing is left in the event
 * loop, the result is null. A callback's result waits for that, too, unless the handler sets
 * `context.callbackWaitsForEmptyEventLoop` to false.
 *
 * @throws what it throws, rejects with or passes to the callback as an error; Runtime.NodeJsExit
 * when nothing is left in the event loop that could settle an async handler's promise
 * @see aws/aws-lambda-nodejs-runtime-interface-client (3), CallbackContext
 */
export function callWithCallback(
  handler: Handler,
  event: unknown,
  context: object,
): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let isCalled = false;
  let whenEmpty = (): void =>
    isAsync(handler)
      ? reject(runtimeError('NodeJsExit', 'a promise was never settled'))
      : resolve(null);
  const onEmpty = (): void => whenEmpty();
  process.on('beforeExit', onEmpty);
  const finish = (error: unknown, finishWith: () => void): void => {
    if (isCalled) return;
    isCalled = true;
    if (error === undefined || error === null) finishWith();
    else reject(error);
  };
  const lambdaContext = Object.assign(context, {
    callbackWaitsForEmptyEventLoop: true,
    done: (error: unknown, value: unknown) => finish(error, () => resolve(value)),
    succeed: (value: unknown) => finish(null, () => resolve(value)),
    fail: (error: unknown) => finish(error ?? 'handled', () => {}),
  });
  const callback = (error: unknown, value: unknown): void =>
    finish(error, () => {
      if (lambdaContext.callbackWaitsForEmptyEventLoop) whenEmpty = () => resolve(value);
      else resolve(value);
    });
  try {
    const result = handler(event, lambdaContext, callback) as PromiseLike<unknown> | undefined;
    if (typeof result?.then === 'function') result.then(lambdaContext.succeed, lambdaContext.fail);
  } catch (error) {
    callback(error, undefined);
  }
  return promise.finally(() => process.off('beforeExit', onEmpty));
}

function isAsync(handler: Handler): boolean {
  return handler.constructor.name === 'AsyncFunction';
}
