import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundleSizes } from './bundle-size.ts';
import { coldStart } from './cold/cold-start.ts';
import { memory } from './memory.ts';
import { machine, outsideBand, report } from './report.ts';
import type { Row } from './row.ts';
import { warmDecision } from './warm/warm-decision.ts';

const help = `Usage: npm run bench -- [options]

Measures the authorizer; without options, writes all results to docs/reports/benchmarks.md (10 minutes).

  --part <name>    measure one part only and print it: warm, memory, bundle or cold; repeatable
  --rounds <n>     rounds of the warm and cold parts (default: 12 and 60); fewer give a rough figure
  --check          print the results, and exit with status 1 if one is outside its band
  --help           print this text
`;

const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

// Benchmarks include the cost of creating a log line, not that of writing it.
const print = console.log.bind(console);
Object.assign(console, { info: () => {}, warn: () => {}, error: () => {} });

const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
const parts: Readonly<Record<string, () => Promise<readonly Row[]> | readonly Row[]>> = {
  warm: () => warmDecision({ rounds: rounds ?? 12 }),
  memory,
  bundle: bundleSizes,
  cold: () => coldStart({ rounds: rounds ?? 60, log: print }),
};
const selected = values.part ?? Object.keys(parts);
const unknown = selected.filter((name) => !Object.hasOwn(parts, name));

if (values.help) {
  print(help);
} else if (unknown.length > 0 || (rounds !== undefined && !(rounds >= 1))) {
  print(help);
  process.exitCode = 2;
} else {
  await measure();
}

async function measure(): Promise<void> {
  const rows: Row[] = [];
  for (const name of selected) {
    const measured = (await parts[name]?.()) ?? [];
    rows.push(...measured);
    print(`${report(measured)}\n`);
  }
  if (values.check) {
    const outside = outsideBand(rows);
    for (const { part, figure, value, aim } of outside)
      print(`outside its band: ${part}: ${figure}: ${value}, aim ${aim}`);
    process.exitCode = outside.length === 0 ? 0 : 1;
  } else if (values.part === undefined && rounds === undefined) {
    writeResults(rows);
  }
}

function writeResults(rows: readonly Row[]): void {
  const file = 'docs/reports/benchmarks.md';
  const [introduction = ''] = readFileSync(file, 'utf8').split('<!-- measured -->');
  const results = `<!-- measured -->\n\nMeasured on ${machine()}.\n\n${report(rows)}\n`;
  writeFileSync(file, `${introduction}${results}`);
}
