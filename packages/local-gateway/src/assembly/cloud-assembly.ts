import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type JsonObject, objectOf } from '../json.ts';
import { UserError } from '../user-error.ts';
import { defaultAccount, defaultRegion } from './aws-environment.ts';

/** A file asset of a stack, which `cdk deploy` uploads. */
export interface FileAsset {
  /** Absolute path of the folder or file. */
  readonly path: string;
  /** `zip`: a folder, zipped for the upload. `file`: a file, uploaded unchanged. */
  readonly packaging: string;
}

export interface Stack {
  /** Its name on AWS; unique within an account and region. */
  readonly name: string;
  /** Its artifact id in the assembly. */
  readonly artifact: string;
  readonly account: string;
  readonly region: string;
  readonly template: JsonObject;
  /** By the object key that the template's `S3Key` has. */
  readonly assets: ReadonlyMap<string, FileAsset>;
  /** Absolute path of the assembly's folder. */
  readonly folder: string;
}

/**
 * Reads the stacks of a cloud assembly that `cdk synth` wrote, including those of its stages.
 *
 * @throws {UserError} when the folder has no cloud assembly, or a damaged one
 * @see CDK, "cloud assembly schema": manifest.json, asset manifests
 */
export function readCloudAssembly(folder: string): readonly Stack[] {
  const root = path.resolve(folder);
  return stacksIn(root, root);
}

function stacksIn(folder: string, root: string): Stack[] {
  const manifest = readJson(path.join(folder, 'manifest.json'), root);
  const artifacts = Object.entries(objectOf(manifest['artifacts']));
  const assets = new Map(artifacts.flatMap(([, artifact]) => assetsOf(artifact, folder, root)));
  return artifacts.flatMap(([id, artifact]) => {
    if (!isJsonObject(artifact)) return [];
    const properties = objectOf(artifact['properties']);
    if (artifact['type'] === 'cdk:cloud-assembly')
      return stacksIn(path.join(folder, String(properties['directoryName'])), root);
    if (artifact['type'] !== 'aws:cloudformation:stack') return [];
    const template = readJson(path.join(folder, String(properties['templateFile'])), root);
    const name = typeof properties['stackName'] === 'string' ? properties['stackName'] : id;
    return [
      { name, artifact: id, template, assets, folder, ...environment(artifact['environment']) },
    ];
  });
}

function assetsOf(artifact: unknown, folder: string, root: string): [string, FileAsset][] {
  if (!isJsonObject(artifact) || artifact['type'] !== 'cdk:asset-manifest') return [];
  const file = String(objectOf(artifact['properties'])['file']);
  const files = objectOf(readJson(path.join(folder, file), root)['files']);
  return Object.values(files).flatMap((entry) => {
    if (!isJsonObject(entry)) return [];
    const source = objectOf(entry['source']);
    const asset = {
      path: path.resolve(folder, String(source['path'])),
      packaging: String(source['packaging'] ?? 'file'),
    };
    const destinations = Object.values(objectOf(entry['destinations'])).filter(isJsonObject);
    return destinations.map(({ objectKey }): [string, FileAsset] => [String(objectKey), asset]);
  });
}

function environment(text: unknown): Pick<Stack, 'account' | 'region'> {
  const [, account = 'unknown', region = 'unknown'] =
    /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(text)) ?? [];
  return {
    account: account.startsWith('unknown') ? defaultAccount : account,
    region: region.startsWith('unknown') ? defaultRegion : region,
  };
}

function readJson(file: string, root: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(
      `${root} is not a cloud assembly: cannot read ${path.relative(root, file)} ` +
        `(${error instanceof SyntaxError ? 'not JSON' : 'no such file'}); cdk synth writes one`,
    );
  }
  if (!isJsonObject(value)) throw new UserError(`${file} is not a JSON object`);
  return value;
}
