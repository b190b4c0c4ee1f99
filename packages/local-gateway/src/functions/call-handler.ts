import type { Handler } from './load-handler.ts';

/**
 * What a handler gives, in whichever style it is written: a value or promise it returns, or what
 * it hands to its callback.
 *
 * @throws what it throws, rejects with or hands to the callback as error.
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
    // Without a promise, a handler with a callback is not done until it calls it.
    if (isPromise || handler.length < 3) Promise.resolve(result).then(resolve, reject);
  });
}
