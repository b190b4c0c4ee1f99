import { type LoadOptions, sendLoad } from './load.ts';

// A child process: sends the load of each message, and replies with its result.

process.on('message', async (options: LoadOptions) => {
  process.send?.(await sendLoad(options));
});
process.send?.({});
