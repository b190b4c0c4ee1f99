/** Times by contestant, in ascending order. */
export type Timings = ReadonlyMap<string, readonly number[]>;

/**
 * Measures contestants alternately, round after round, so that disturbances of the machine affect all of
 * them. Every other round runs in reverse order, so that none benefits from its neighbor.
 * @param warmUps rounds that are not counted
 */
export async function alternate<Contestant extends { readonly name: string }>(
  contestants: readonly Contestant[],
  { rounds, warmUps = 1 }: { readonly rounds: number; readonly warmUps?: number },
  measure: (contestant: Contestant) => Promise<number>,
): Promise<Timings> {
  const timings = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const time = await measure(contestant);
      if (round >= 0) timings.get(contestant.name)?.push(time);
    }
  }
  for (const times of timings.values()) times.sort((a, b) => a - b);
  return timings;
}

/** Returns a quantile of a contestant's times, from 0, the minimum, to 1. */
export function quantile(timings: Timings, name: string, share: number): number {
  const times = timings.get(name) ?? [];
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}
