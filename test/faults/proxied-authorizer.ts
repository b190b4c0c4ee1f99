import { pathToFileURL } from 'node:url';

// Run in a child process by proxied-endpoints.test.ts: Node.js reads proxies and certificates at its start.
// Arguments: the bundle, and the event. Prints the effect, or the error's message.

const [bundle = '', event = ''] = process.argv.slice(2);

try {
  const { handler } = await import(pathToFileURL(bundle).href);
  const { policyDocument } = await handler(JSON.parse(event));
  process.stdout.write(`\n${policyDocument.Statement[0].Effect}`);
} catch (error) {
  process.stdout.write(`\n${(error as Error).message}`);
}
