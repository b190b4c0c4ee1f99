/** Numbers from 0 to 1, the same for the same seed: a storm can be looked at twice. */
export type Random = () => number;

/** Gives a generator (mulberry32): 2^32 numbers, good enough to spread arrivals. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Gives the time until the next of arrivals that know nothing of each other. */
export function untilNext(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}
