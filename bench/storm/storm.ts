import { readFile, writeFile } from 'node:fs/promises';
import { stormReport } from './storm-report.ts';
import { storms } from './storms.ts';
import { type Weathered, weathered } from './weathered.ts';

/** As many as serve 100,000 requests a second, at the ten a second that Lambda gives each. */
const environments = 10_000;

const file = new URL('../../docs/scale.md', import.meta.url);
const marker = '<!-- storms -->';

const all: Weathered[] = [];
for (const storm of storms) {
  console.log(`${storm.name}: ${storm.what} …`);
  all.push(await weathered(storm, environments));
}
const report = stormReport(all);
console.log(`\n${report}`);
const [before] = (await readFile(file, 'utf8')).split(marker, 1);
await writeFile(file, `${before}${marker}\n\n${report}\n`);
