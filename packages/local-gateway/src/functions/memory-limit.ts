import type { ResourceLimits, Worker } from 'node:worker_threads';

/** How often a busy thread's memory is measured, in milliseconds. */
const intervalMilliseconds = 100;

/**
 * Returns V8's limits, far above the function's memory: an allocation far above them ends the whole
 * process, so `watchMemory` enforces the function's limit.
 */
export function v8ResourceLimits(memoryMegabytes: number): ResourceLimits {
  return { maxOldGenerationSizeMb: memoryMegabytes + 1024, maxYoungGenerationSizeMb: 16 };
}

/**
 * Watches the JavaScript heap and the buffers of a thread.
 *
 * @param isWorking tells whether to measure
 * @param exceeded called when the thread uses more than the function's memory
 * @returns a function that stops watching
 */
export function watchMemory(
  worker: Worker,
  memoryMegabytes: number,
  isWorking: () => boolean,
  exceeded: () => void,
): () => void {
  const timer = setInterval(() => {
    if (!isWorking()) return;
    worker.getHeapStatistics().then(
      ({ used_heap_size, external_memory }) => {
        if (used_heap_size + external_memory > memoryMegabytes * 1024 * 1024) exceeded();
      },
      () => {
        // The thread has ended.
      },
    );
  }, intervalMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
