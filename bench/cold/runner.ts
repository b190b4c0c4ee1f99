import { writeSync } from 'node:fs';

/**
 * The child of the measurement in bare Node.js: loads a bundle, has it judge an event, and says the
 * answer on a file of its own. Bundled before it runs, so that no time goes into removing types.
 */
const { BENCH_BUNDLE = '', BENCH_EVENT = '' } = process.env;
const { handler } = await import(BENCH_BUNDLE);
writeSync(3, JSON.stringify(await handler(JSON.parse(BENCH_EVENT))));
process.exit(0);
