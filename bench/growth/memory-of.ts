import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// A process of its own: invokes a handler with some events, and prints its resident set in bytes.

const [file = '', events = ''] = process.argv.slice(2);
Object.assign(console, { info: () => {}, warn: () => {} });
const { handler } = await import(pathToFileURL(file).href);
const given: readonly unknown[] = JSON.parse(readFileSync(events, 'utf8'));
for (const event of given) await handler(event);
for (let round = 0; round < 3; round += 1) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write(String(process.memoryUsage.rss()));
