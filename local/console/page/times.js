/**
 * A duration in words, in its two largest units: `4 min 58 s`.
 *
 * @param {number} seconds
 */
export function durationInWords(seconds) {
  const whole = Math.abs(Math.round(seconds));
  const parts = [
    [Math.floor(whole / 86400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/**
 * When something is or was, seen from a moment: `in 4 min 58 s`, `2 min ago`.
 *
 * @param {number} seconds since 1970
 * @param {number} now milliseconds since 1970
 */
export function relativeTime(seconds, now) {
  const away = seconds - now / 1000;
  if (Math.abs(away) < 1) return 'now';
  return away > 0 ? `in ${durationInWords(away)}` : `${durationInWords(away)} ago`;
}

/** @param {number} milliseconds since 1970 */
export function clockTime(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString('en-GB');
}

/** @param {number} milliseconds */
export function shortDuration(milliseconds) {
  if (milliseconds >= 9950) return `${Math.round(milliseconds / 1000)} s`;
  return milliseconds < 9.95 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}
