import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { handlerFile } from '../functions/handler-file.ts';
import { isJsonObject } from '../json.ts';
import { partitionOf } from './aws-environment.ts';
import {
  object,
  type Resource,
  rejectProblems,
  rejectUnsupported,
  resourceError,
  text,
  wholeNumber,
} from './resource.ts';
import { hasStandIn, withoutDynamicReferences } from './stand-in.ts';

/** Returns the unqualified ARN of a function resource. */
export function functionArn({ id, stack: { account, region } }: Resource): string {
  return `arn:${partitionOf(region)}:lambda:${region}:${account}:function:${id}`;
}

/**
 * Reads the settings of a Lambda function.
 *
 * @param variables given to it besides the template's environment
 * @param warn called with a line about variables whose values exist on AWS only
 * @throws {UserError} when it is not supported: another runtime, an image, layers, missing code
 * @see CloudFormation, "AWS::Lambda::Function"
 */
export function readFunction(
  resource: Resource,
  variables: Readonly<Record<string, string>>,
  warn: (line: string) => void,
): FunctionSettings {
  rejectProblems(resource);
  for (const name of ['Layers', 'FileSystemConfigs', 'CapacityProviderConfig', 'DurableConfig'])
    rejectUnsupported(resource, name);
  if ((text(resource, 'PackageType') ?? 'Zip') !== 'Zip')
    throw resourceError(resource, 'container images are not emulated');
  const runtime = text(resource, 'Runtime') ?? '';
  if (!/^nodejs\d+\.x$/.test(runtime))
    throw resourceError(
      resource,
      `only Node.js runtimes are emulated, not ${runtime || 'a function without a runtime'}`,
    );
  const handler = text(resource, 'Handler') ?? '';
  const logging = object(resource, 'LoggingConfig');
  return {
    arn: functionArn(resource),
    name: resource.id,
    title: resource.title,
    region: resource.stack.region,
    ...code(resource, handler),
    handler,
    runtime,
    timeoutSeconds: wholeNumber(resource, 'Timeout') ?? 3,
    memoryMegabytes: wholeNumber(resource, 'MemorySize') ?? 128,
    environment: environmentOf(resource, variables, warn),
    logFormat: logging['LogFormat'] === 'JSON' ? 'JSON' : 'Text',
    logLevel: String(logging['ApplicationLogLevel'] ?? 'INFO'),
    logGroup: String(logging['LogGroup'] ?? `/aws/lambda/${resource.id}`),
    reservedConcurrency: wholeNumber(resource, 'ReservedConcurrentExecutions'),
    permittedSourceArns: undefined,
  };
}

function environmentOf(
  resource: Resource,
  given: Readonly<Record<string, string>>,
  warn: (line: string) => void,
): Readonly<Record<string, string>> {
  const declared = object(resource, 'Environment')['Variables'] ?? {};
  if (!isJsonObject(declared))
    throw resourceError(resource, 'Environment.Variables is not an object');
  const variables = Object.entries({ ...declared, ...given }).map(([name, value]) => {
    if (typeof value === 'object' || value === undefined)
      throw resourceError(resource, `the environment variable ${name} is not a string`);
    return [name, withoutDynamicReferences(String(value))] as const;
  });
  const standIns = variables.filter(([, value]) => hasStandIn(value)).map(([name]) => name);
  if (standIns.length > 0)
    warn(
      `${resource.title}: its variables ${standIns.join(', ')} have values that exist on AWS only; ` +
        `replace the stand-ins with --env ${resource.title}.${standIns[0]}=<value>`,
    );
  return Object.fromEntries(variables);
}

function code(
  resource: Resource,
  handler: string,
): Pick<FunctionSettings, 'folder' | 'inlineCode'> {
  const { S3Key: key, ZipFile: inlineCode } = object(resource, 'Code');
  const { stack } = resource;
  if (typeof inlineCode === 'string') return { folder: stack.folder, inlineCode };
  const asset = typeof key === 'string' ? stack.assets.get(key) : undefined;
  if (asset === undefined)
    throw resourceError(resource, 'its code is not an asset of the assembly');
  const folder = asset.path;
  if (!existsSync(folder))
    throw resourceError(resource, `its code is missing: no folder ${folder}`);
  if (!statSync(folder).isDirectory())
    throw resourceError(resource, 'a code archive is not emulated, only a folder');
  // `cdk list` and `cdk destroy` skip bundling: the asset is then the whole project.
  const containsAssembly = !path.relative(folder, stack.folder).startsWith('..');
  if (containsAssembly || handlerFile(folder, handler) === undefined)
    throw resourceError(
      resource,
      `${folder} does not contain the bundle of ${handler}: ` +
        'cdk list and cdk destroy write no bundles, run cdk synth again',
    );
  return { folder };
}
