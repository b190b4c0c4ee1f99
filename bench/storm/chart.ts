/** A cell for each power of ten: none, 1, 10, 100, 1,000, 10,000 and more. */
const cells = ['·', '▁', '▃', '▅', '▇', '█'];

/**
 * Draws the busiest second of each interval as one character, by its power of ten.
 * @param perSecond what was counted, by the second
 */
export function chart(perSecond: readonly number[], intervalSeconds: number): string {
  const intervals = Math.ceil(perSecond.length / intervalSeconds);
  return Array.from({ length: intervals }, (_, at) =>
    cell(Math.max(...perSecond.slice(at * intervalSeconds, (at + 1) * intervalSeconds))),
  ).join('');
}

function cell(count: number): string {
  const power = count < 1 ? 0 : Math.min(cells.length - 1, Math.floor(Math.log10(count)) + 1);
  return cells[power] ?? '';
}
