/**
 * The states of the invocations sent to a thread, in shared memory: the gateway can reclaim an
 * invocation that waits behind a slow one, and both sides agree on whether it has started.
 */
export interface ThreadSlots {
  readonly buffer: SharedArrayBuffer;
  /** Takes a free slot for an invocation; returns undefined when there is none. */
  take(): number | undefined;
  /** Takes an invocation back; returns false when it has started. */
  reclaim(slot: number): boolean;
  /** Frees the slot of a finished invocation. */
  free(slot: number): void;
}

const states = { free: 0, sent: 1, started: 2, reclaimed: 3 } as const;

/** More than a thread may hold, because reclaimed invocations keep their slots for a while. */
const slotCount = 64;

/** Creates the gateway's side. */
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

/** The thread's side: starts an invocation, or frees its slot and returns false if it was reclaimed. */
export function claimSlot(cells: Int32Array, slot: number): boolean {
  if (Atomics.compareExchange(cells, slot, states.sent, states.started) === states.sent)
    return true;
  Atomics.store(cells, slot, states.free);
  return false;
}
