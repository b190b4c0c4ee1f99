import type { Widget } from './dashboard-body.ts';
import { type Box, element, rounded, text, widthOf } from './svg.ts';

const fontSize = 9;
const rowHeight = 17;

/** Draws a log query's table: its columns by name over rows without words. */
export function table({ properties }: Widget, box: Box): string {
  const columns = columnsOf(properties.query ?? '').map((name) => {
    const pieces = piecesOf(name);
    return { pieces, width: Math.max(...pieces.map((piece) => widthOf(piece, fontSize))) };
  });
  const spare = box.width - columns.reduce((sum, { width }) => sum + width, 0);
  const gap = spare / columns.length;
  if (gap < 6) throw new Error(`the columns of "${properties.title}" do not fit`);
  let x = box.x;
  const top = box.y + 14;
  const body = top + 24;
  const rows = Math.floor((box.y + box.height - body) / rowHeight);
  const drawn = columns.map(({ pieces, width }) => {
    const left = x;
    x += width + gap;
    const header = pieces.map((piece, index) => text(left, top + index * 12, piece, 'column'));
    const bars = Array.from({ length: rows }, (_, row) =>
      bar(left, body + row * rowHeight, width, row),
    );
    return [...header, element('path', { d: bars.join(''), class: 'bar' })].join('');
  });
  const rule = element('path', { d: `M${box.x} ${top + 17}h${box.width}`, class: 'grid' });
  return [rule, ...drawn].join('\n');
}

/** Gives the columns of a Logs Insights query: what `fields` names, or what `stats` makes. */
export function columnsOf(query: string): readonly string[] {
  const fields = /\bfields ([^\n]+)/.exec(query)?.[1];
  if (fields !== undefined) return fields.split(',').map((field) => field.trim());
  return Array.from(query.matchAll(/ as (\w+)/g), ([, name]) => `${name}`);
}

/** A long name on two lines: `message.` `issuer`, `integration` `Milliseconds`. */
function piecesOf(name: string): readonly string[] {
  if (name.length <= 12) return [name];
  const dot = name.indexOf('.') + 1;
  const at = dot > 0 ? dot : name.search(/[A-Z]/);
  return at > 0 ? [name.slice(0, at), name.slice(at)] : [name];
}

function bar(x: number, y: number, width: number, row: number): string {
  return `M${rounded(x)} ${rounded(y + 9)}h${rounded(width * (0.95 - (row % 3) * 0.17))}`;
}
