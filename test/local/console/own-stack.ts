import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { inject } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';

/** This project's stack behind the stand-in, as `npm start` has it. */
export interface OwnStack {
  readonly zuplo: Zuplo;
  /** The API's address. */
  readonly api: string;
  close(): Promise<void>;
}

/** What the stack is synthesized for, once for all tests. */
const synthesizedFor = inject('settings');

/**
 * Serves the stack that all tests share, told of another issuer: its bundles are those deployed.
 *
 * @param ports 0: any that is free
 */
export async function startOwnStack(ports = { api: 0, zuplo: 0 }): Promise<OwnStack> {
  let served: ServedAssembly | undefined;
  const log = (): void => {};
  const zuplo = await startZuplo({
    port: ports.zuplo,
    audience: synthesizedFor.audience,
    upstream: () => (served?.apis[0] ? new URL(served.apis[0].url) : undefined),
    publicRoutes: () =>
      served?.apis[0]?.routes.filter(({ authorizer }) => authorizer === undefined) ?? [],
    apis: () => served?.apis ?? [],
    log,
  });
  const folder = assemblyFor(zuplo.issuer);
  served = await serveAssembly({ folder, port: ports.api, log, observe: zuplo.observer });
  const close = async (): Promise<void> => {
    await Promise.all([zuplo.close(), served?.close()]);
    rmSync(folder, { recursive: true });
  };
  return { zuplo, api: String(served.apis[0]?.url), close };
}

function assemblyFor(issuer: string): string {
  const shared = dirname(String(inject('bundles')['authorizer']));
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  cpSync(shared, folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.template.json'))) {
    const file = join(folder, name);
    const template = readFileSync(file, 'utf8').replaceAll(synthesizedFor.issuer, issuer);
    writeFileSync(file, JSON.stringify(withPaths(JSON.parse(template))));
  }
  return folder;
}

/** The template with the path of each construct, which the CLI has the CDK add: it gives names. */
function withPaths(template: { Resources: Record<string, { Metadata?: object }> }) {
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    const path = `Api/${id.replace(/[0-9A-F]{8}$/, '')}/Resource`;
    return [id, { ...resource, Metadata: { ...resource.Metadata, 'aws:cdk:path': path } }];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}
