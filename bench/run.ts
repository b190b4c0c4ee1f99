import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSpeed } from './build-speed/build-speed.ts';
import { bundleSizes } from './bundle-size.ts';
import { coldStart } from './cold/cold-start.ts';
import { endpointLoad } from './endpoint-load/endpoint-load.ts';
import { growth } from './growth/growth.ts';
import { memory } from './growth/memory.ts';
import { machine, outsideBand, report } from './report.ts';
import type { Row } from './row.ts';
import { warmDecision } from './warm/warm-decision.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

// What a line of log costs is Lambda's business; a benchmark's is what we do to write it.
const print = console.log.bind(console);
Object.assign(console, { info: () => {}, warn: () => {}, error: () => {} });

const parts: readonly (() => Promise<readonly Row[]> | readonly Row[])[] = [
  () => warmDecision({ rounds: 12 }),
  () => growth({ rounds: 8 }),
  memory,
  bundleSizes,
  () => coldStart({ rounds: 60, log: print }),
  () => endpointLoad({ log: print }),
  () => buildSpeed({ rounds: 1, log: print }),
];
const rows: Row[] = [];
for (const part of parts) {
  const measured = await part();
  rows.push(...measured);
  print(`${report(measured)}\n`);
}

if (values.check) {
  const outside = outsideBand(rows);
  for (const { part, figure, value, aim } of outside)
    print(`outside its band: ${part}: ${figure}: ${value}, aim ${aim}`);
  process.exitCode = outside.length === 0 ? 0 : 1;
} else {
  const file = 'docs/benchmarks.md';
  const [intro = ''] = readFileSync(file, 'utf8').split('<!-- measured -->');
  writeFileSync(
    file,
    `${intro}<!-- measured -->\n\nMeasured on ${machine()}.\n\n${report(rows)}\n`,
  );
}
