import type { Widget } from './dashboard-body.ts';
import { type SketchedSeries, sketchedSeries } from './series.ts';
import { type Box, element, flowed, rounded, text, widthOf } from './svg.ts';

const colours = [
  '#1f77b4',
  '#d95f02',
  '#2a8a3e',
  '#c2272d',
  '#7d52a8',
  '#8c564b',
  '#c7519c',
  '#5f6b7a',
];
const legendFont = 11;
const legendRow = 16;

/** Draws a graph: its lines, the right axis's dashed, over a legend that names each. */
export function chart({ properties }: Widget, box: Box): string {
  const series = sketchedSeries(properties.metrics ?? []);
  if (properties.view === 'singleValue') return singleValue(series, box);
  const names = series.map(({ label, onRight }) => (onRight ? `${label} (right axis)` : label));
  const { places, rows } = flowed(
    names.map((name) => widthOf(name, legendFont) + 26),
    box.width,
  );
  const plot = { ...box, height: box.height - rows * legendRow - 8 };
  const legend = names.map((name, index) => {
    const { x = 0, row = 0 } = places[index] ?? {};
    const [left, top] = [box.x + x, plot.y + plot.height + 20 + row * legendRow];
    const swatch = element('rect', {
      x: left,
      y: top - 8,
      width: 12,
      height: 8,
      rx: 2,
      fill: colour(index),
    });
    return swatch + text(left + 16, top, name, 'legend');
  });
  const lines = properties.stacked
    ? stacked(series, plot)
    : series.map((each, index) => line(each, index, plot));
  const limits = (properties.annotations?.horizontal ?? []).map(({ label = '' }) =>
    limit(label, plot),
  );
  return [grid(plot), ...lines, ...limits, ...legend].join('\n');
}

function colour(index: number): string {
  return colours[index % colours.length] ?? '';
}

function grid({ x, y, width, height }: Box): string {
  const path = [0, 1 / 3, 2 / 3, 1].map((part) => `M${x} ${rounded(y + height * part)}h${width}`);
  return element('path', { d: path.join(''), class: 'grid' });
}

function points(values: readonly number[], { x, y, width, height }: Box): readonly string[] {
  return values.map(
    (value, index) =>
      `${rounded(x + (width * index) / (values.length - 1))},${rounded(y + height * (1 - value))}`,
  );
}

function line({ values, onRight }: SketchedSeries, index: number, plot: Box): string {
  return element('polyline', {
    points: points(values, plot).join(' '),
    class: 'line',
    stroke: colour(index),
    ...(onRight && { 'stroke-dasharray': '5 3' }),
  });
}

/** Draws each series as an area on top of those before it. */
function stacked(series: readonly SketchedSeries[], plot: Box): readonly string[] {
  let below: readonly number[] = Array(24).fill(0);
  return series.map(({ values }, index) => {
    const above = values.map((value, at) => (below[at] ?? 0) + (value * 0.9) / series.length);
    const outline = [...points(above, plot), ...points(below, plot).toReversed()];
    below = above;
    return element('polygon', {
      points: outline.join(' '),
      fill: colour(index),
      'fill-opacity': 0.45,
    });
  });
}

function limit(label: string, { x, y, width, height }: Box): string {
  const top = rounded(y + height * 0.08);
  const dashes = element('path', { d: `M${x} ${top}h${width}`, class: 'limit' });
  return dashes + text(x + width - widthOf(label, legendFont), top - 4, label, 'limit-label');
}

/** Only a number, invented as the lines are, and what it counts. */
function singleValue(series: readonly SketchedSeries[], { x, y, height }: Box): string {
  const [only] = series;
  const middle = y + height / 2;
  return text(x, middle + 4, '99.9', 'number') + text(x, middle + 30, only?.label ?? '', 'legend');
}
