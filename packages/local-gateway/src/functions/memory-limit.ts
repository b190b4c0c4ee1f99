import type { ResourceLimits, Worker } from 'node:worker_threads';

/** How often a thread's memory is looked at while it works, in milliseconds. */
const intervalMilliseconds = 100;

/**
 * The limits that V8 itself enforces, far above the function's memory: V8 ends the whole process
 * when one allocation oversteps them by much, so the function's own bound is watched from outside.
 */
export function v8ResourceLimits(memoryMegabytes: number): ResourceLimits {
  return { maxOldGenerationSizeMb: memoryMegabytes + 1024, maxYoungGenerationSizeMb: 16 };
}

/**
 * Watches a thread's memory, its JavaScript heap and buffers, until stopped.
 *
 * @param isWorking whether it is worth looking
 * @param exceeded told when it is more than the function has
 * @returns stops watching
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
        // The thread has ended meanwhile, which is told elsewhere.
      },
    );
  }, intervalMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
