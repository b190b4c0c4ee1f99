/**
 * Defines the global `awslambda` of the Node.js runtimes. Response streaming is not emulated: its
 * members throw an error that says so.
 *
 * @see Lambda, "Writing response streaming-enabled Lambda functions"
 */
export function defineStreamingGlobal(): void {
  const notEmulated = (name: string) => () => {
    throw new Error(`response streaming (awslambda.${name}) is not emulated by the local gateway`);
  };
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse: notEmulated('streamifyResponse'),
      HttpResponseStream: { from: notEmulated('HttpResponseStream.from') },
    },
  });
}
