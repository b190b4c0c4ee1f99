import { chart } from './chart.ts';
import type { Weathered } from './weathered.ts';

const intervalSeconds = 30;

/** Gives the part of docs/scale.md that says what the storms did. */
export function stormReport(all: readonly Weathered[]): string {
  return [table(all), findings(all), charts(all)].join('\n\n');
}

function table(all: readonly Weathered[]): string {
  const rows = all.map((one) =>
    [
      `${one.storm.name}: ${one.storm.what}`,
      count(one.peak),
      count(one.mean),
      count(one.later),
      count(one.busiest),
      count(one.delayed),
      count(one.failed),
    ].join(' | '),
  );
  return [
    '| storm | fetches a second, peak | mean | peak in the last 10 minutes | most by one environment in a minute | good tokens that waited | good tokens not allowed |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** What the figures say. */
function findings(all: readonly Weathered[]): string {
  const figure = (name: string, of: 'peak' | 'mean' | 'later' | 'failed') =>
    count(all.find(({ storm }) => storm.name === name)?.[of] ?? Number.NaN);
  return `- **No storm refuses a good token while there are keys.** Rotations, outages and floods cost fetches and some waiting:
  keys are trusted for a day. Only environments that never had keys fail, as when a deployment meets an issuer that
  limits it: ${figure('deployment, issuer limits', 'failed')} requests got 500, for an environment without keys asks ten times in its first two seconds.
- **Environments do not stay in step.** A deployment, a rotation that was not announced or an outage makes them fetch
  together, once. Then each refreshes after a time of its own, 80 to 100 % of \`keyRefreshSeconds\`, drawn when it starts: in the
  last ten minutes ${figure('deployment', 'later')} fetches in a second after the deployment, ${figure('rotation', 'later')} after the rotation, ${figure('outage, silence', 'later')} after the outage, and
  ${figure('steady', 'later')} if nothing happened. Without the spread, as it once was, it is ${figure('rotation, same times', 'later')} after the rotation and ${figure('outage, silence, same times', 'later')} after the outage,
  every 300 s.
- **An outage costs a fetch in eight seconds for each environment**, errors and silence alike: ${figure('outage, errors', 'peak')} and ${figure('outage, silence', 'peak')} in the
  worst second. Only environments without keys ask a second time at once after a 5xx; when all did, without the
  spread, errors cost 1,944.
- **Forged tokens make fetches**, ten at once and one in six seconds for each environment that they reach: ${figure('forged tokens', 'peak')} in the
  worst second. Good tokens pass meanwhile. \`authorizerReservedConcurrency\` bounds how many environments there can be.`;
}

function charts(all: readonly Weathered[]): string {
  const width = Math.max(...all.map(({ storm }) => storm.name.length));
  const lines = all.map(
    ({ storm, requests }) => `${storm.name.padEnd(width)}  ${chart(requests, intervalSeconds)}`,
  );
  return [
    `Fetches in the busiest second of each ${intervalSeconds} s, over 30 minutes; · none, ▁ 1 or more, ▃ 10, ▅ 100, ▇ 1,000, █ 10,000:`,
    '',
    '```',
    ...lines,
    '```',
  ].join('\n');
}

function count(figure: number): string {
  const digits = figure < 10 && !Number.isInteger(figure) ? 1 : 0;
  return figure.toLocaleString('en-US', { maximumFractionDigits: digits });
}
