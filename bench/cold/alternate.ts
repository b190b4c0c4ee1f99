/** Measures one contestant once; gives milliseconds. */
export type Measure<Contestant> = (contestant: Contestant) => Promise<number>;

/**
 * Measures all contestants in turn, round after round, so that whatever disturbs the machine disturbs
 * all of them. Every other round goes backwards, so that none gains by its neighbour.
 */
export async function alternate<Contestant extends { readonly name: string }>(
  contestants: readonly Contestant[],
  rounds: number,
  measure: Measure<Contestant>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  // The first round fills the disk's caches and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const milliseconds = await measure(contestant);
      if (round > 0) times.get(contestant.name)?.push(milliseconds);
    }
  }
  return times;
}
