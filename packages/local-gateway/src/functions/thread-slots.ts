/**
 * What becomes of the invocations that were sent to a thread, in memory that both sides see: so that
 * one which waits behind a slow one can be taken back, and neither side can be mistaken about it.
 */
export interface ThreadSlots {
  readonly buffer: SharedArrayBuffer;
  /** A place for one more invocation; undefined when all are taken. */
  take(): number | undefined;
  /** Takes an invocation back; false when it has started. */
  reclaim(slot: number): boolean;
  /** Gives a place free whose invocation has ended. */
  free(slot: number): void;
}

const states = { free: 0, sent: 1, started: 2, reclaimed: 3 } as const;

/** As many as a thread may hold at a time, with room for those that were taken back. */
const slotCount = 64;

/** The gateway's side. */
export function createThreadSlots(): ThreadSlots {
  const buffer = new SharedArrayBuffer(slotCount * Int32Array.BYTES_PER_ELEMENT);
  const cells = new Int32Array(buffer);
  let next = 0;
  return {
    buffer,
    take: () => {
      for (let tries = 0; tries < slotCount; tries += 1) {
        next = (next + 1) % slotCount;
        if (Atomics.compareExchange(cells, next, states.free, states.sent) === states.free)
          return next;
      }
      return undefined;
    },
    reclaim: (slot) =>
      Atomics.compareExchange(cells, slot, states.sent, states.reclaimed) === states.sent,
    free: (slot) => {
      Atomics.store(cells, slot, states.free);
    },
  };
}

/**
 * The thread's side: whether it may begin an invocation. One that was taken back it must leave, and
 * its place is free again.
 */
export function begin(cells: Int32Array, slot: number): boolean {
  if (Atomics.compareExchange(cells, slot, states.sent, states.started) === states.sent)
    return true;
  Atomics.store(cells, slot, states.free);
  return false;
}
