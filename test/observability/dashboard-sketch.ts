import { chart } from './sketch/chart.ts';
import { dashboardWidgets, type Widget } from './sketch/dashboard-body.ts';
import { type Box, element, flowed, text, widthOf, wrapped } from './sketch/svg.ts';
import { table } from './sketch/table.ts';
import type { CloudFormationTemplate } from './template-resources.ts';

/** Pixels of a column and of a row of CloudWatch's grid. */
const [column, row] = [48, 38];
const margin = 8;

const style = `
text { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #16191f; font-size: 12px }
.question { font-size: 18px; font-weight: 600 } .title { font-size: 13px; font-weight: 600 }
.hint, .legend, .limit-label { fill: #545b64 } .hint { font-size: 13px } .legend, .limit-label { font-size: 11px }
.column { font-size: 9px } .number { font-size: 42px }
.frame { fill: #fff; stroke: #d5dbdb } .grid { fill: none; stroke: #e3e7e7 } .bar { fill: none; stroke: #e3e7e7; stroke-width: 7 }
.line { fill: none; stroke-width: 1.6; stroke-linejoin: round } .limit { fill: none; stroke: #c2272d; stroke-dasharray: 2 3 }
.ok { fill: #eef7ee; stroke: #9bc79b }`;

/**
 * Draws a template's dashboard as an SVG: every widget at its place, with its title and the names of
 * its lines, columns and alarms, all as the template has them. Only the lines' shapes are invented.
 */
export function dashboardSketch(template: CloudFormationTemplate): string {
  const widgets = dashboardWidgets(template);
  const width = 24 * column + 2 * margin;
  const height = Math.max(...widgets.map((each) => each.y + each.height)) * row + 2 * margin;
  const parts = [
    element('title', {}, 'The dashboard: a sketch of its layout, with invented data'),
    element('style', {}, style),
    element('rect', { width, height, fill: '#fff' }),
    ...widgets.map(drawn),
  ];
  const svg = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
  };
  return `${element('svg', svg, `\n${parts.join('\n')}\n`)}\n`;
}

function drawn(widget: Widget): string {
  const frame: Box = {
    x: margin + widget.x * column + 4,
    y: margin + widget.y * row + 4,
    width: widget.width * column - 8,
    height: widget.height * row - 8,
  };
  if (widget.type === 'text') return heading(widget, frame);
  const title = wrapped(widget.properties.title ?? '', 13, frame.width - 24);
  const used = 12 + title.length * 17;
  const inside: Box = {
    x: frame.x + 12,
    y: frame.y + used,
    width: frame.width - 24,
    height: frame.height - used - 8,
  };
  return [
    element('rect', { ...frame, rx: 4, class: 'frame' }),
    ...title.map((line, index) => text(inside.x, frame.y + 22 + index * 17, line, 'title')),
    content(widget, inside),
  ].join('\n');
}

function content(widget: Widget, inside: Box): string {
  if (widget.type === 'alarm') return alarms(widget.properties.alarms ?? [], inside);
  return widget.type === 'log' ? table(widget, inside) : chart(widget, inside);
}

function heading({ properties }: Widget, { x, y }: Box): string {
  const [question = '', hint = ''] = (properties.markdown ?? '').split('\n');
  return text(x, y + 28, question.replace(/^#+ /, ''), 'question') + text(x, y + 50, hint, 'hint');
}

function alarms(names: readonly string[], box: Box): string {
  const widths = names.map((name) => widthOf(name, 12) + 22);
  const { places, rows } = flowed(widths, box.width);
  if (rows * 28 > box.height + 8) throw new Error('the alarms do not fit');
  return names
    .map((name, index) => {
      const { x = 0, row: line = 0 } = places[index] ?? {};
      const [left, top] = [box.x + x, box.y + line * 28];
      const width = Math.round((widths[index] ?? 0) - 8);
      const chip = element('rect', {
        x: Math.round(left),
        y: top,
        width,
        height: 22,
        rx: 4,
        class: 'ok',
      });
      return chip + text(left + 7, top + 15, name);
    })
    .join('\n');
}
