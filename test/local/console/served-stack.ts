import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { inject } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';

/** The fixture stack behind the stand-in, as `npm start` serves the project's stack. */
export interface ServedStack {
  readonly zuplo: Zuplo;
  /** The API's URL. */
  readonly api: string;
  close(): Promise<void>;
}

/** Serves the fixture stack of the test run, with the stand-in as its issuer. */
export async function serveFixtureStack(ports = { api: 0, zuplo: 0 }): Promise<ServedStack> {
  let served: ServedAssembly | undefined;
  const log = (): void => {};
  const { audience } = inject('settings');
  const apis = () => served?.apis ?? [];
  const zuplo = await startZuplo({ port: ports.zuplo, audience, apis, log });
  const folder = assemblyFor(zuplo.issuer);
  served = await serveAssembly({ folder, port: ports.api, log, observe: zuplo.observer });
  const close = async (): Promise<void> => {
    await Promise.all([zuplo.close(), served?.close()]);
    rmSync(folder, { recursive: true });
  };
  return { zuplo, api: String(served.apis[0]?.url), close };
}

/** Copies the fixture assembly and sets its issuer. */
function assemblyFor(issuer: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  cpSync(dirname(String(inject('bundles')['authorizer'])), folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.template.json'))) {
    const template = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), template.replaceAll(inject('settings').issuer, issuer));
  }
  return folder;
}
