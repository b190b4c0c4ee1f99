import { serveAssembly } from 'local-gateway/serve-assembly';

// The gateway as `npm start` runs it, without its log: told to, it tells what memory it takes.

const [, , folder = ''] = process.argv;
const { apis } = await serveAssembly({ folder, port: 0, log: () => {} });
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.send?.({ port: Number(new URL(String(apis[0]?.url)).port) });
