/** Simulated time: it stands still while code runs, and jumps to what happens next. */
export interface Timeline {
  /** Milliseconds since the simulation began. */
  now(): number;
  /** Gives what is fulfilled when that time has come; never, if it lies past the end. */
  until(time: number): Promise<void>;
  /** Lets everything happen, in order, up to that time. */
  runTo(end: number): Promise<void>;
}

interface Happening {
  readonly time: number;
  /** Among those of one time, the first that was asked for is the first to happen. */
  readonly order: number;
  readonly happen: () => void;
}

/** Gives a timeline on which nothing has been asked for. */
export function createTimeline(): Timeline {
  const heap: Happening[] = [];
  let time = 0;
  let asked = 0;
  return {
    now: () => time,
    until: (at) =>
      new Promise((happen) => {
        asked += 1;
        push(heap, { time: Math.max(at, time), order: asked, happen });
      }),
    async runTo(end) {
      // What an awaiting function does next may be to ask for something earlier than all the rest.
      await settled();
      for (let next = heap[0]; next !== undefined && next.time <= end; next = heap[0]) {
        pop(heap);
        time = next.time;
        next.happen();
        await settled();
      }
      time = end;
    },
  };
}

/** Everything that waits for promises that are fulfilled has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(one: Happening, other: Happening): boolean {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}

function push(heap: Happening[], added: Happening): void {
  let at = heap.length;
  heap.push(added);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Happening;
    if (isBefore(parent, added)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = added;
}

/** Takes the first away. */
function pop(heap: Happening[]): void {
  const moved = heap.pop();
  if (moved === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    const left = heap[below];
    const right = heap[below + 1];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) below += 1;
    const child = heap[below] as Happening;
    if (isBefore(moved, child)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = moved;
}
