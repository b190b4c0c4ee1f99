import { writeSync } from 'node:fs';

/**
 * The child process of the measurement without the runtime client: loads a bundle, invokes it, and writes the
 * result to file descriptor 3. It is bundled, so that no time is spent on removing types.
 */
const { BENCH_BUNDLE = '', BENCH_EVENT = '' } = process.env;
const { handler } = await import(BENCH_BUNDLE);
writeSync(3, JSON.stringify(await handler(JSON.parse(BENCH_EVENT))));
process.exit(0);
