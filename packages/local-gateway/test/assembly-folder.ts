import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A stack of a fixture cloud assembly. */
export interface StackContent {
  /** Its artifact id. @default 'Test' */
  readonly name?: string;
  /** Its name on AWS. @default the artifact id */
  readonly stackName?: string;
  readonly environment?: string;
  /** A CloudFormation template. */
  readonly template: object;
  /** The files of each asset, by asset name: `S3Key` is `<name>.zip`. */
  readonly code?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Writes a cloud assembly to a temporary folder; returns the folder. */
export function writeAssembly(...stacks: readonly StackContent[]): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
  const write = (file: string, value: unknown): void =>
    writeFileSync(path.join(folder, file), JSON.stringify(value));
  const artifacts: Record<string, unknown> = {};
  for (const { name = 'Test', stackName, environment, template, code = {} } of stacks) {
    const files: Record<string, unknown> = {};
    for (const [asset, contents] of Object.entries(code)) {
      for (const [file, text] of Object.entries(contents)) {
        const target = path.join(folder, `asset.${asset}`, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
      files[asset] = {
        source: { path: `asset.${asset}`, packaging: 'zip' },
        destinations: { here: { bucketName: 'assets', objectKey: `${asset}.zip` } },
      };
    }
    write(`${name}.assets.json`, { version: '55.0.0', files });
    write(`${name}.template.json`, template);
    artifacts[`${name}.assets`] = {
      type: 'cdk:asset-manifest',
      properties: { file: `${name}.assets.json` },
    };
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: environment ?? 'aws://unknown-account/unknown-region',
      properties: { templateFile: `${name}.template.json`, stackName },
    };
  }
  write('manifest.json', { version: '55.0.0', artifacts });
  return folder;
}

/** Removes the folder of an assembly. */
export function removeAssembly(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
