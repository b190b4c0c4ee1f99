/** How long a command may take to stop before its process is ended, in milliseconds. */
const graceMilliseconds = 3_000;

/**
 * Returns a signal that the first Ctrl-C, SIGTERM or SIGHUP aborts; a second one ends the process.
 *
 * The exit status is 0: npm reports any other one, such as 130, as an error of the script.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    setTimeout(() => process.exit(0), graceMilliseconds).unref();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return stop.signal;
}
