import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { inject } from 'vitest';
import type { ApiType as Flavour } from '../../contract/api-type.ts';
import { startZuplo, type Zuplo } from '../../local/zuplo/zuplo-server.ts';
import {
  removeAssembly,
  writeAssembly,
} from '../../packages/local-gateway/test/assembly-folder.ts';
import { clockedBundle } from '../observability/altered-bundles.ts';
import type { CloudFormationTemplate } from '../observability/template-resources.ts';
import { templateOf } from '../synthesized.ts';
import { changed, type Fault } from './template-change.ts';

/** The prod stage of a flavour behind the stand-in for Zuplo, as `npm start` has it. */
export interface ServedProd {
  readonly template: CloudFormationTemplate;
  readonly zuplo: Zuplo;
  readonly served: ServedAssembly;
  /** Goes on with a fault in the template or the code; without one, with the stack as it should be. */
  swap(...fault: Fault): void;
  /** Moves the authorizer's clock on. */
  later(seconds: number): void;
  close(): Promise<void>;
}

/** Serves it on free ports, its authorizer by a clock that can be moved. */
export async function serveProd(api: Flavour, log: (line: string) => void): Promise<ServedProd> {
  const audience = 'your-audience';
  const zuplo = await startZuplo({ port: 0, audience, upstream: () => undefined, log: () => {} });
  const clock = clockedBundle(inject('bundles')['authorizer'] ?? '');
  const authorizer = readFileSync(join(clock.folder, 'index.mjs'), 'utf8');
  const context = { issuer: zuplo.issuer, audience, api, stage: 'prod' };
  const template = templateOf(context).toJSON() as CloudFormationTemplate;
  const folders: string[] = [];
  const assembly = (...fault: Fault): string => {
    const folder = writeAssembly(changed(template, authorizer, ...fault));
    folders.push(folder);
    return folder;
  };
  const served = await serveAssembly({ folder: assembly(), port: 0, log });
  let ahead = 0;
  return {
    template,
    zuplo,
    served,
    swap: (...fault) => {
      served.reload(assembly(...fault));
    },
    later: (seconds) => {
      ahead += seconds;
      clock.setAhead(ahead);
    },
    close: async () => {
      await Promise.all([served.close(), zuplo.close()]);
      for (const folder of folders) removeAssembly(folder);
      rmSync(clock.folder, { recursive: true });
    },
  };
}
