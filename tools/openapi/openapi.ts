import { writeFile } from 'node:fs/promises';
import { routes } from '../../lib/routes.ts';
import { Problem } from '../../local/problem.ts';
import { runCommand } from '../../local/run-command.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openapiDocument } from './document.ts';
import { openapiHelp, openapiOptions } from './openapi-options.ts';

await runCommand(async () => {
  const options = openapiOptions(process.argv.slice(2), process.env);
  if (options === undefined) return console.log(openapiHelp);
  const { name: title, version, description } = packageJson;
  const document = openapiDocument(routes, { ...options, info: { title, version, description } });
  const text = JSON.stringify(document, undefined, 2);
  if (options.output === undefined) return console.log(text);
  await write(options.output, `${text}\n`);
});
// Nothing is judged here, so every failure is of one kind: the document cannot be had.
if (process.exitCode === 1) process.exitCode = 2;

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new Problem(`--output cannot be written: ${error instanceof Error ? error.message : ''}`);
  }
}
