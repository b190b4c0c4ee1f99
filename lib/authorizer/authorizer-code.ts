import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Lazy, Stage } from 'aws-cdk-lib';
import { type CfnFunction, Code, type CodeConfig } from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import { bundleAuthorizer } from './bundle-authorizer.ts';
import { type RouteScopes, routeScopesFile } from './route-table.ts';

/** The folder of this repository, or that of the package's compiled code. */
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The authorizer's code: the bundle, and the scopes of routes, which are complete only when the app is
 * synthesized.
 */
export class AuthorizerCode extends Code {
  private asset: Asset | undefined;

  override bind(): CodeConfig {
    const location = (read: (asset: Asset) => string) =>
      Lazy.string({ produce: () => this.asset && read(this.asset) });
    return {
      s3Location: {
        bucketName: location(({ s3BucketName }) => s3BucketName),
        objectKey: location(({ s3ObjectKey }) => s3ObjectKey),
      },
    };
  }

  /** Creates the asset with the given scopes. Called once, before the template is written. */
  complete(scope: Construct, resource: CfnFunction, scopes: RouteScopes): void {
    // Below the cloud assembly, where it stays: without staging, the template refers to it.
    const folder = join(String(Stage.of(scope)?.outdir), `zuplo-authorizer.${scope.node.addr}`);
    rmSync(folder, { recursive: true, force: true });
    cpSync(authorizerBundle(), folder, { recursive: true });
    if (Object.keys(scopes).length > 0)
      writeFileSync(join(folder, routeScopesFile), JSON.stringify(scopes));
    this.asset = new Asset(scope, 'Code', { path: folder });
    this.asset.addResourceMetadata(resource, 'Code');
  }
}

let bundle: string | undefined;

/** Returns the folder of the bundle: in the package, a part of it; in this repository, bundled once. */
function authorizerBundle(): string {
  const prebuilt = join(root, 'authorizer');
  if (existsSync(join(prebuilt, 'index.mjs'))) return prebuilt;
  if (!existsSync(join(root, 'lambdas', 'authorizer', 'handler.ts')))
    throw new Error(
      `${join(prebuilt, 'index.mjs')} is missing: install cdk-zuplo-authorizer again`,
    );
  bundle ??= bundledNow();
  return bundle;
}

/** Bundles into a folder that is removed when the process exits. */
function bundledNow(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zuplo-authorizer-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  bundleAuthorizer(root, folder);
  return folder;
}
