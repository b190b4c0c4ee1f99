import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// A child process: invokes a handler with the events of a file, and prints its resident set in bytes.

const [file = '', events = ''] = process.argv.slice(2);
Object.assign(console, { info: () => {}, warn: () => {} });
const { handler } = await import(pathToFileURL(file).href);
for (const event of JSON.parse(readFileSync(events, 'utf8'))) await handler(event);
for (let round = 0; round < 3; round += 1) {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write(String(process.memoryUsage.rss()));
