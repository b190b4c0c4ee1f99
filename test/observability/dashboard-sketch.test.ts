import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { flavours } from '../synthesized.ts';
import { dashboardSketch } from './dashboard-sketch.ts';
import { deployedStack } from './deployed-stack.ts';
import { metricMath } from './metric-math.ts';
import { dashboardWidgets } from './sketch/dashboard-body.ts';
import { sketchedSeries } from './sketch/series.ts';
import { columnsOf } from './sketch/table.ts';

interface CostOptions extends MetricOptions {
  readonly label: string;
}

interface MetricOptions {
  readonly id?: string;
  readonly expression?: string;
}

const file = new URL('../../docs/dashboard.svg', import.meta.url);

test('docs/dashboard.svg is the dashboard that is deployed', async () => {
  const svg = dashboardSketch(deployedStack('http').template);
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, svg);
  const written = await readFile(file, 'utf8').catch(() => '');
  expect(
    written === svg,
    'docs/dashboard.svg is out of date: run UPDATE_DOCS=1 npx vitest run test/observability/dashboard-sketch',
  ).toBe(true);
  expect(svg.length).toBeLessThan(60_000);
});

describe.each(flavours)('the dashboard of the %s stack', (api) => {
  const { template, alarms } = deployedStack(api);
  const widgets = dashboardWidgets(template);

  test('fills the grid of 24 columns, and nothing lies over anything', () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from(
        { length: width * height },
        (_, cell) => `${x + (cell % width)} ${y + Math.floor(cell / width)}`,
      ),
    );
    const height = Math.max(...widgets.map((each) => each.y + each.height));
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells).toHaveLength(24 * height);
  });

  test('asks five questions', () => {
    const asked = widgets.flatMap(({ properties }) => properties.markdown?.split('\n')[0] ?? []);
    expect(asked).toEqual([
      '## Is it up?',
      '## Is it fast?',
      '## Who is refused, and why?',
      '## Are the keys healthy?',
      '## What does it cost?',
    ]);
  });

  test('shows every alarm', () => {
    expect(widgets.find(({ type }) => type === 'alarm')?.properties.alarms).toEqual([
      ...alarms.keys(),
    ]);
  });

  test('names every line and every column', () => {
    for (const { type, properties } of widgets) {
      const names =
        type === 'metric'
          ? sketchedSeries(properties.metrics ?? []).map(({ label }) => label)
          : columnsOf(properties.query ?? '');
      if (type === 'metric' || type === 'log')
        expect(names.length, properties.title).toBeGreaterThan(0);
      expect(new Set(names).size, properties.title).toBeGreaterThanOrEqual(
        Math.ceil(names.length / 2),
      );
      for (const name of names) expect(name).toMatch(/^[@%\w][\w .%@()-]*$/);
    }
  });

  test('computes from metrics that are there', () => {
    let computed = 0;
    for (const { properties } of widgets) {
      const options = (properties.metrics ?? []).map((row) => row.at(-1) as MetricOptions);
      const ids = options.flatMap(({ id }) => id ?? []);
      expect(new Set(ids).size, properties.title).toBe(ids.length);
      for (const { expression } of options) {
        if (expression === undefined || expression.startsWith('SEARCH(')) continue;
        const series = (id: string) => {
          expect(ids, `${properties.title}: ${id}`).toContain(id);
          return [1];
        };
        const quota = () => Number.NaN;
        const period = (id: string) => series(id).length * 300;
        expect(metricMath(expression, { series, quota, period })).toEqual([expect.any(Number)]);
        computed += 1;
      }
    }
    expect(computed).toBeGreaterThan(3);
  });

  test('says what a day costs, by the prices and at any length of period', () => {
    const cost = widgets.find(({ properties }) => properties.title === 'US dollars a day');
    const options = (cost?.properties.metrics ?? []).map((row) => row.at(-1) as CostOptions);
    // A request a second, 4 ms of each function, a KiB of each log: in a period of an hour.
    const inAnHour = (id: string) =>
      /d$/.test(id) ? 4 * 3600 : /^l/.test(id) ? 1024 * 3600 : 3600;
    const daily = options.flatMap(({ expression = '', label }) =>
      expression === ''
        ? []
        : [
            [
              label,
              metricMath(expression, {
                series: (id) => [inAnHour(id)],
                quota: () => Number.NaN,
                period: () => 3600,
              })[0],
            ] as const,
          ],
    );
    const aMillion = api === 'http' ? 1 : 3.5;
    const requests = 86_400 / 1e6;
    const ofFunction = (gb: number) => requests * 0.2 + 86_400 * 0.004 * gb * 0.0000133334;
    expect(Object.fromEntries(daily)).toEqual({
      API: expect.closeTo(requests * aMillion, 8),
      authorizer: expect.closeTo(ofFunction(0.5), 8),
      public: expect.closeTo(ofFunction(0.25), 8),
      protected: expect.closeTo(ofFunction(0.25), 8),
      logs: expect.closeTo(((2 * 86_400) / 2 ** 20) * 0.5, 8),
    });
  });

  test('has no alarms where the stage has none', () => {
    const inDev = dashboardWidgets(deployedStack(api, { stage: 'dev' }).template);
    expect(inDev.map(({ type }) => type)).not.toContain('alarm');
  });
});
