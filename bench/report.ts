import { cpus } from 'node:os';
import type { Row } from './row.ts';

/** Gives a Markdown table of the rows of each part. */
export function report(rows: readonly Row[]): string {
  const parts = [...new Set(rows.map(({ part }) => part))];
  return parts
    .map((part) => `## ${part}\n\n${table(rows.filter((row) => row.part === part))}`)
    .join('\n\n');
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ figure, value, spread, aim }) => `| ${figure} | ${value} | ${spread} | ${aim ?? ''} |`,
  );
  return ['| figure | measured | spread | aim |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** Names the machine, as far as it matters to the figures. */
export function machine(): string {
  const [cpu] = cpus();
  return `Node.js ${process.versions.node}, OpenSSL ${process.versions.openssl}, ${cpus().length} cores of ${cpu?.model.trim()}, ${process.platform} ${process.arch}`;
}

/** Gives the rows whose ratio has left its band. */
export function outsideBand(rows: readonly Row[]): readonly Row[] {
  return rows.filter(
    ({ ratio, band }) =>
      ratio !== undefined && band !== undefined && !(ratio >= band.low && ratio <= band.high),
  );
}
