import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountStack } from '../../lib/account-stack.ts';
import { templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

// Writes the template of every deployment, and of the account's logging role, into the folder that is given, for cfn-lint.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node test/lib/write-templates.ts <folder>');
mkdirSync(folder, { recursive: true });
const account = Template.fromStack(new AccountStack(new App(), 'ApiGatewayAccount'));
const templates = deployments.map(([name, context]) => [name, templateOf(context)] as const);
for (const [name, template] of [['account', account] as const, ...templates])
  writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template.toJSON(), null, 2));
