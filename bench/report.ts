import { cpus } from 'node:os';
import type { Row } from './row.ts';

/** Returns a Markdown section with a table for each part. */
export function report(rows: readonly Row[]): string {
  return [...Map.groupBy(rows, ({ part }) => part)]
    .map(([part, members]) => `## ${part}\n\n${table(members)}`)
    .join('\n\n');
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ figure, value, spread, aim = '' }) => `| ${figure} | ${value} | ${spread} | ${aim} |`,
  );
  return ['| figure | measured | spread | aim |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** Returns the versions and hardware that matter to the figures. */
export function machine(): string {
  const [cpu] = cpus();
  return `Node.js ${process.versions.node}, OpenSSL ${process.versions.openssl}, ${cpus().length} cores of ${cpu?.model.trim()}, ${process.platform} ${process.arch}`;
}

/** Returns the rows whose figure is outside its band. */
export function outsideBand(rows: readonly Row[]): readonly Row[] {
  return rows.filter(
    ({ measured, band }) =>
      measured !== undefined &&
      band !== undefined &&
      !(measured >= band.low && measured <= band.high),
  );
}
