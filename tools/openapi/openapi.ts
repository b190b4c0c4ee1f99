import { writeFile } from 'node:fs/promises';
import { UserError } from 'local-gateway/user-error';
import { checkRoutes } from '../../lib/api/check-routes.ts';
import { routes } from '../../lib/routes.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { runTool } from '../run-tool.ts';
import { openapiDocument } from './document.ts';
import { openapiHelp, openapiOptions } from './openapi-options.ts';

await runTool(async (words) => {
  const options = openapiOptions(words, process.env);
  if (options === undefined) {
    console.log(openapiHelp);
    return 0;
  }
  checkRoutes(routes, options.api);
  const { name: title, version, description } = packageJson;
  const document = openapiDocument(routes, { ...options, info: { title, version, description } });
  const text = JSON.stringify(document, undefined, 2);
  if (options.output === undefined) console.log(text);
  else
    await writeFile(options.output, `${text}\n`).catch((error: Error) => {
      throw new UserError(`--output cannot be written: ${error.message}`);
    });
  return 0;
});
