import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { handlerFile } from '../functions/handler-file.ts';
import { isJsonObject } from '../json.ts';
import { partitionOf } from './aws-environment.ts';
import type { Stack } from './cloud-assembly.ts';
import {
  object,
  type Resource,
  rejectUnsupported,
  resourceError,
  text,
  wholeNumber,
} from './resource.ts';

/** Returns the unqualified ARN of a function resource. */
export function functionArn(resource: Resource): string {
  return `arn:${partitionOf(resource.region)}:lambda:${resource.region}:${resource.account}:function:${resource.id}`;
}

/**
 * Reads the settings of a Lambda function.
 *
 * @throws {UserError} when it is not supported: another runtime, an image, layers, missing code
 * @see CloudFormation, "AWS::Lambda::Function"
 */
export function readFunction(resource: Resource, stacks: readonly Stack[]): FunctionSettings {
  const [problem] = resource.problems;
  if (problem !== undefined) throw resourceError(resource, problem);
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
    region: resource.region,
    ...code(resource, stacks, handler),
    handler,
    runtime,
    timeoutSeconds: wholeNumber(resource, 'Timeout') ?? 3,
    memoryMegabytes: wholeNumber(resource, 'MemorySize') ?? 128,
    environment: environmentOf(resource),
    logFormat: logging['LogFormat'] === 'JSON' ? 'JSON' : 'Text',
    logLevel: String(logging['ApplicationLogLevel'] ?? 'INFO'),
    logGroup: String(logging['LogGroup'] ?? `/aws/lambda/${resource.id}`),
    reservedConcurrency: wholeNumber(resource, 'ReservedConcurrentExecutions'),
    permittedSourceArns: undefined,
  };
}

function environmentOf(resource: Resource): Readonly<Record<string, string>> {
  const variables = object(resource, 'Environment')['Variables'] ?? {};
  if (!isJsonObject(variables))
    throw resourceError(resource, 'Environment.Variables is not an object');
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      if (typeof value === 'object' || value === undefined)
        throw resourceError(resource, `the environment variable ${name} is not a string`);
      return [name, String(value)];
    }),
  );
}

function code(
  resource: Resource,
  stacks: readonly Stack[],
  handler: string,
): Pick<FunctionSettings, 'folder' | 'inlineCode'> {
  const { S3Key: key, ZipFile: inlineCode } = object(resource, 'Code');
  const stack = stacks.find((candidate) => candidate.name === resource.stack);
  if (stack !== undefined && typeof inlineCode === 'string')
    return { folder: stack.folder, inlineCode };
  const asset = typeof key === 'string' ? stack?.assets.get(key) : undefined;
  if (stack === undefined || asset === undefined)
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
