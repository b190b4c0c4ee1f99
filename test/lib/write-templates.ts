import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

// Writes the template of every deployment into the folder that is given, for cfn-lint.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node test/lib/write-templates.ts <folder>');
mkdirSync(folder, { recursive: true });
for (const [name, context] of deployments) {
  const template = templateOf(context).toJSON();
  writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template, null, 2));
}
