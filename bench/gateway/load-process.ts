import { type LoadOptions, load } from './load.ts';

// The client, in a process of its own: told what to send, it tells what came of it.

process.on('message', async (options: LoadOptions) => {
  process.send?.(await load(options));
});
