import { writeFile } from 'node:fs/promises';
import { UserError } from 'local-gateway/user-error';
import { routes } from '../../lib/routes.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { runTool } from '../run-tool.ts';
import { openapiDocument } from './document.ts';
import { openapiHelp, openapiOptions, shown } from './openapi-options.ts';
import { whyUnwritable } from './why-unwritable.ts';

await runTool(async (words) => {
  const options = openapiOptions(words, process.env);
  if (options === undefined) {
    console.log(openapiHelp);
    return 0;
  }
  const { name: title, version, description } = packageJson;
  const document = openapiDocument(routes, { ...options, info: { title, version, description } });
  const text = JSON.stringify(document, undefined, 2);
  if (options.output === undefined) console.log(text);
  else await write(options.output, `${text}\n`);
  return 0;
});

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UserError(`--output is ${shown(file)}: ${whyUnwritable(error)}`);
  }
}
