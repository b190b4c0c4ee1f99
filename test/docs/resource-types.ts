import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountStack } from '../../lib/account-stack.ts';
import { deployments } from '../lib/deployments.ts';
import { templateOf } from '../synthesized.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** Returns the resources of the templates of all deployments, and of the account's logging role. */
export function stackResources(): readonly Resource[] {
  const account = Template.fromStack(new AccountStack(new App(), 'ApiGatewayAccount'));
  const templates = [account, ...deployments.map(([, context]) => templateOf(context))];
  return templates.flatMap((template) => Object.values<Resource>(template.toJSON()['Resources']));
}

/** Returns the resource types of the stack. */
export function stackTypes(): readonly string[] {
  return unique(stackResources().map(({ Type }) => Type));
}

const bootstrapTemplate = 'node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml';

/** Created only with options of `cdk bootstrap`: a customer managed key, an example of a permissions boundary. */
const optionalTypes = ['AWS::KMS::Key', 'AWS::KMS::Alias', 'AWS::IAM::ManagedPolicy'];

/** Returns the resource types that `cdk bootstrap` creates. */
export function bootstrapTypes(): readonly string[] {
  const template = readFileSync(bootstrapTemplate, 'utf8');
  const types = Array.from(
    template.matchAll(/^ {4}Type: '?(AWS::\w+::\w+)/gm),
    ([, type = '']) => type,
  );
  return unique(types.filter((type) => !optionalTypes.includes(type)));
}

function unique(types: readonly string[]): readonly string[] {
  return Array.from(new Set(types)).sort();
}
