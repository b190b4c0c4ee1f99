/** Something to be timed: runs once per call. */
export interface Contestant {
  readonly name: string;
  readonly run: (index: number) => unknown;
}

/** Nanoseconds a call took, of every round: the smallest first. */
export type Timings = ReadonlyMap<string, readonly number[]>;

/**
 * Times contestants by turns, so that whatever else the machine does meets them all alike.
 * @param calls calls in one round of one contestant; call number `index` is the same for everybody
 */
export async function alternate(
  contestants: readonly Contestant[],
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
): Promise<Timings> {
  const timings = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  // The first rounds warm the compiler up and do not count.
  for (let round = -2; round < rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(turn + Math.max(0, round)) % contestants.length];
      if (contestant === undefined) continue;
      const nanoseconds = await timed(contestant, calls);
      if (round >= 0) timings.get(contestant.name)?.push(nanoseconds);
    }
  }
  for (const all of timings.values()) all.sort((a, b) => a - b);
  return timings;
}

async function timed({ run }: Contestant, calls: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let index = 0; index < calls; index += 1) {
    const result = run(index);
    if (result instanceof Promise) await result;
  }
  return Number(process.hrtime.bigint() - start) / calls;
}

/** The smallest timing: what the code costs when nothing disturbs it. */
export function minimum(timings: Timings, name: string): number {
  return timings.get(name)?.[0] ?? Number.NaN;
}

/** A quantile of the timings, from 0 to 1. */
export function quantile(timings: Timings, name: string, at: number): number {
  const all = timings.get(name) ?? [];
  return all[Math.min(all.length - 1, Math.floor(all.length * at))] ?? Number.NaN;
}
