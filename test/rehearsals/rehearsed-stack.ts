import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { type ServedAssembly, serveAssembly } from '../../local/serve-assembly.ts';
import type { TokenOptions } from '../../local/zuplo/mint-token.ts';
import { startZuplo, type Zuplo } from '../../local/zuplo/zuplo-server.ts';
import type { Flavour } from '../faults/events.ts';
import { removeAssembly, writeAssembly } from '../local/assembly-folder.ts';
import { send } from '../local/served.ts';
import { type ClockedBundle, clockedBundle } from '../observability/altered-bundles.ts';
import type { CloudFormationTemplate } from '../observability/template-resources.ts';
import { templateOf } from '../synthesized.ts';
import { happened } from './happened.ts';
import { type OnAws, onAws } from './on-aws.ts';
import { changed } from './template-change.ts';

/** What a rehearsal gets: the prod stage as `npm start` serves it, and whatever breaks it. */
export interface RehearsedStack {
  readonly api: Flavour;
  /** Sends requests, one after another, which one instance of a function answers: their statuses. */
  ask(times: number, authorization: string): Promise<readonly number[]>;
  /** Sends them all at once, to as many instances as it takes: their statuses, sorted. */
  askAtOnce(times: number, authorization: string, path?: string): Promise<readonly number[]>;
  /** An Authorization header of the stand-in's, its token good for a month. */
  bearer(token?: TokenOptions): Promise<string>;
  /** Does to the issuer what the console does: `{ endpoint: 'stopped' }`, `{ keys: 'rotate' }`. */
  steer(wish: object): Promise<void>;
  /** Moves the authorizer's clock on. */
  later(seconds: number): void;
  /** Serves the stack with a fault in its template or its code. */
  change(...change: Fault): void;
  /** The messages that the authorizer has logged since the test began. */
  messages(): readonly Readonly<Record<string, unknown>>[];
  /** What all that has happened since the test began would come to on AWS. */
  onAws(): OnAws;
}

type Fault = Parameters<typeof changed> extends [unknown, unknown, ...infer Rest] ? Rest : never;

const monthSeconds = 2_592_000;

/** Serves a flavour for the tests of a suite; each begins with it unharmed. */
export function rehearsedStack(api: Flavour): RehearsedStack {
  const log: string[] = [];
  let clock: ClockedBundle;
  let zuplo: Zuplo;
  let served: ServedAssembly;
  let template: CloudFormationTemplate;
  let ahead = 0;
  const folders: string[] = [];

  const assembly = (...fault: Fault): string => {
    const authorizer = readFileSync(join(clock.folder, 'index.mjs'), 'utf8');
    const folder = writeAssembly(changed(template, authorizer, ...fault));
    folders.push(folder);
    return folder;
  };
  const steer = async (wish: object): Promise<void> => {
    const body = JSON.stringify(wish);
    const { status } = await fetch(`${zuplo.url}/__local/issuer`, { method: 'POST', body });
    if (status !== 200) throw new Error(`${body}: ${status}`);
  };
  const later = (seconds: number): void => {
    ahead += seconds;
    clock.setAhead(ahead);
  };

  const status = async (path: string, authorization: string): Promise<number> =>
    (await send(`${served.apis[0]?.url}`, path, { headers: { authorization } })).status;

  beforeAll(async () => {
    const audience = 'your-audience';
    const upstream = () => undefined;
    zuplo = await startZuplo({ port: 0, audience, upstream, log: () => {} });
    clock = clockedBundle(inject('bundles')['authorizer'] ?? '');
    template = templateOf({
      issuer: zuplo.issuer,
      audience,
      api,
      stage: 'prod',
    }).toJSON() as CloudFormationTemplate;
    served = await serveAssembly({ folder: assembly(), port: 0, log: (line) => log.push(line) });
  });
  beforeEach(async () => {
    await steer({ endpoint: 'answering', keys: 'publish' });
    served.swap(assembly());
    // A minute refills what may be fetched; after 5, a refresh is due, which the first request makes.
    later(300);
    await status('/protected', `Bearer ${await zuplo.token()}`);
    log.length = 0;
  });
  afterAll(async () => {
    await Promise.all([served?.close(), zuplo?.close()]);
    for (const folder of folders) removeAssembly(folder);
    if (clock !== undefined) rmSync(clock.folder, { recursive: true });
  });

  return {
    api,
    steer,
    later,
    change: (...fault) => {
      served.swap(assembly(...fault));
    },
    bearer: async (token) => `Bearer ${await zuplo.token({ expiresIn: monthSeconds, ...token })}`,
    async ask(times, authorization) {
      const statuses: number[] = [];
      for (let sent = 0; sent < times; sent += 1)
        statuses.push(await status('/protected', authorization));
      return statuses;
    },
    async askAtOnce(times, authorization, path = '/protected') {
      const sent = Array.from({ length: times }, () => status(path, authorization));
      return (await Promise.all(sent)).sort();
    },
    messages: () =>
      happened(log).authorizerLog.flatMap((line) => JSON.parse(line).message ?? JSON.parse(line)),
    onAws: () => onAws(template, happened(log)),
  };
}
