const units = [
  { seconds: 86400, name: 'd' },
  { seconds: 3600, name: 'h' },
  { seconds: 60, name: 'min' },
  { seconds: 1, name: 's' },
];

/**
 * Returns a time relative to now: `in 4 min`, `90 s ago`.
 *
 * @param {number} seconds since 1970
 * @param {number} now milliseconds since 1970
 */
export function relativeTime(seconds, now) {
  const difference = Math.round(seconds - now / 1000);
  const distance = Math.abs(difference);
  // Two of the unit, so that 90 s are not rounded to 1 min.
  const unit = units.find((candidate) => distance >= 2 * candidate.seconds) ?? units[3];
  const duration = `${Math.floor(distance / unit.seconds)} ${unit.name}`;
  return difference < 0 ? `${duration} ago` : `in ${duration}`;
}

/** @param {number} milliseconds since 1970 */
export function clockTime(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString('en-GB');
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  if (milliseconds >= 9950) return `${Math.round(milliseconds / 1000)} s`;
  return milliseconds < 9.95 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}
