import { serveAssembly } from 'local-gateway/serve-assembly';

// A child process: serves a cloud assembly as `npm start` does, without a log; replies to any message with its
// memory usage.

const [, , folder = ''] = process.argv;
const { apis, close } = await serveAssembly({ folder, port: 0, log: () => {} });
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.once('SIGTERM', () => void close().then(() => process.exit()));
process.send?.({ port: Number(new URL(String(apis[0]?.url)).port) });
