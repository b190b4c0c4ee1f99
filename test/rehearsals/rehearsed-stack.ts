import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ApiType as Flavour } from '../../contract/api-type.ts';
import type { TokenOptions } from '../../local/zuplo/mint-token.ts';
import { send } from '../../packages/local-gateway/test/served.ts';
import { happened } from './happened.ts';
import { type OnAws, onAws } from './on-aws.ts';
import { type ServedProd, serveProd } from './serve-prod.ts';
import type { Fault } from './template-change.ts';

/** What a rehearsal gets: a stack that is served, and whatever breaks it. */
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
  change(...fault: Fault): void;
  /** The messages that the authorizer has logged since the test began. */
  messages(): readonly Readonly<Record<string, unknown>>[];
  /** What all that has happened since the test began would come to on AWS. */
  onAws(): OnAws;
}

const monthSeconds = 2_592_000;

/** Serves the prod stage of a flavour for the tests of a suite; each begins with it unharmed. */
export function rehearsedStack(api: Flavour): RehearsedStack {
  const log: string[] = [];
  let prod: ServedProd;
  beforeAll(async () => {
    prod = await serveProd(api, (line) => log.push(line));
  });
  afterAll(() => prod?.close());

  const stack = commands(api, log, () => prod);
  beforeEach(async () => {
    await stack.steer({ endpoint: 'answering', keys: 'publish' });
    stack.change();
    // Fetches that were spent are there again, and a refresh is due, which is made now.
    stack.later(300);
    await stack.ask(1, await stack.bearer());
    log.length = 0;
  });
  return stack;
}

function commands(api: Flavour, log: readonly string[], prod: () => ServedProd): RehearsedStack {
  const status = async (path: string, authorization: string): Promise<number> => {
    const [served] = prod().served.apis;
    return (await send(`${served?.url}`, path, { headers: { authorization } })).status;
  };
  return {
    api,
    later: (seconds) => prod().later(seconds),
    change: (...fault) => prod().swap(...fault),
    bearer: async (token) =>
      `Bearer ${await prod().zuplo.token({ expiresIn: monthSeconds, ...token })}`,
    messages: () => happened(log).authorizerLog.map((line) => JSON.parse(line).message ?? {}),
    onAws: () => onAws(prod().template, happened(log)),
    async steer(wish) {
      const body = JSON.stringify(wish);
      const answer = await fetch(`${prod().zuplo.url}/__local/issuer`, { method: 'POST', body });
      if (answer.status !== 200) throw new Error(`${body}: ${answer.status}`);
    },
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
  };
}
