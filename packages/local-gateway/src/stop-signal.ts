/** Milliseconds that stopping may take before the process ends all the same. */
const graceMilliseconds = 3_000;

/**
 * Aborted by the first Ctrl-C, SIGTERM or closed terminal; the second ends the process at once.
 *
 * Stopping is how the command ends, not a failure: the exit status is 0, where 130 would have npm
 * print an error about a script that did what it was told.
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
