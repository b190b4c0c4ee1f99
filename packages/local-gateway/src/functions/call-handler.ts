import type { Handler } from './load-handler.ts';

/**
 * Calls a handler and returns its result: the value or promise that it returns, or the value that
 * it passes to its callback.
 *
 * @throws what it throws, rejects with or passes to the callback as an error
 * @see Lambda, "Callback-based function handlers" (Node.js 22 and earlier)
 */
export function callHandler(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, value?: unknown): void => {
      if (error === null || error === undefined) resolve(value);
      else reject(error);
    };
    const legacy = {
      done: callback,
      succeed: (value: unknown) => resolve(value),
      fail: (error: unknown) => callback(error ?? 'handled'),
    };
    const result = handler(event, Object.assign(context, legacy), callback);
    const isPromise = typeof (result as PromiseLike<unknown> | null)?.then === 'function';
    // A handler that takes a callback and returns no promise is done when it calls back.
    if (isPromise || handler.length < 3) Promise.resolve(result).then(resolve, reject);
  });
}
