import { createHash } from 'node:crypto';
import type { MetricRow } from './dashboard-body.ts';

/** A line of a graph, as its legend names it. */
export interface SketchedSeries {
  readonly label: string;
  readonly onRight: boolean;
  /** 24 values from 0 to 1. Invented, always the same for a label. */
  readonly values: readonly number[];
}

interface Options {
  readonly label?: string;
  readonly expression?: string;
  readonly visible?: boolean;
  readonly yAxis?: string;
}

/** Gives the lines that a graph shows: not those that only feed expressions. */
export function sketchedSeries(rows: readonly MetricRow[]): readonly SketchedSeries[] {
  return rows.flatMap((row) => {
    const last = row.at(-1);
    const options: Options = typeof last === 'object' && last !== null ? last : {};
    if (options.visible === false) return [];
    const label = labelOf(row, options);
    return [{ label, onRight: options.yAxis === 'right', values: shape(label) }];
  });
}

function labelOf(row: MetricRow, { label, expression }: Options): string {
  if (label !== undefined && label !== '') return label;
  // A search finds a line for each value of its last dimension.
  const dimension = /^SEARCH\('\{[^}]*,(\w+)\}/.exec(expression ?? '')?.[1];
  return dimension === undefined ? String(expression ?? row[1]) : `one for each ${dimension}`;
}

/** Gives a gentle curve of a label's own. */
function shape(label: string): readonly number[] {
  const bytes = createHash('sha256').update(label).digest();
  const byte = (index: number) => bytes.readUInt8(index % bytes.length) / 255;
  // A higher percentile lies higher.
  const percent = /\bp(\d\d)$/.exec(label)?.[1];
  const level =
    percent === undefined ? 0.25 + byte(0) * 0.45 : 0.1 + Number(percent) / 180 + byte(0) * 0.1;
  return Array.from({ length: 24 }, (_, at) => {
    const slow = Math.sin(at / 4 + byte(1) * 6) * (percent === undefined ? 0.12 : 0.04);
    const noise = (byte(at + 2) - 0.5) * (percent === undefined ? 0.12 : 0.06);
    return Math.min(1, Math.max(0, level + slow + noise));
  });
}
