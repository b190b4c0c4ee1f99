/** The clock, as everything here reads it: `Date.now`, moved by hand. */
export interface MovedClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(milliseconds: number): void;
  /** Gives the real clock back. */
  restore(): void;
}

/** Stops the clock of this process at the present. */
export function createMovedClock(): MovedClock {
  const real = Date.now;
  let at = real();
  Date.now = () => at;
  return {
    now: () => at,
    advance: (milliseconds) => {
      at += milliseconds;
    },
    restore: () => {
      Date.now = real;
    },
  };
}
