/** Gives a table, the first column left, the rest right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Gives a table of words, every column left. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return table(head, rows).replaceAll('---:', '---');
}
