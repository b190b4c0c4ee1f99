import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '../../../local/console/journal.ts';
import { storyOf } from '../../../local/console/request-trace.ts';
import {
  removeAssembly,
  writeAssembly,
} from '../../../packages/local-gateway/test/assembly-folder.ts';
import { echo, tokenReader } from '../../../packages/local-gateway/test/handlers.ts';
import { send } from '../../../packages/local-gateway/test/served.ts';
import {
  httpApi,
  lambdaFunction,
  restApi,
} from '../../../packages/local-gateway/test/templates.ts';

const functions = { Echo: lambdaFunction('echo'), Auth: lambdaFunction('tokenReader') };
const content = { function: 'Echo', authorizer: 'Jwt' };
const stacks = {
  http: httpApi({
    routes: { 'GET /pets/{id}': content },
    authorizers: { Jwt: { function: 'Auth', AuthorizerResultTtlInSeconds: 60 } },
  }),
  rest: restApi({
    methods: { 'GET /pets/{id}': content },
    authorizers: { Jwt: { function: 'Auth', AuthorizerResultTtlInSeconds: 60 } },
  }),
};

describe.each(['http', 'rest'] as const)('the story of requests to a %s API', (flavour) => {
  const journal = createJournal();
  let folder: string;
  let served: ServedAssembly;
  beforeAll(async () => {
    folder = writeAssembly({
      code: { echo, tokenReader },
      template: { Resources: { ...functions, ...stacks[flavour] } },
    });
    served = await serveAssembly({ folder, port: 0, log: () => {}, observe: journal });
  });
  afterAll(async () => {
    await served.close();
    removeAssembly(folder);
  });

  const story = async (authorization: string, path = '/pets/1') => {
    await send(String(served.apis[0]?.url), path, { headers: { authorization } });
    const entry = journal.entries().at(-1);
    return entry && storyOf(entry, journal.lines(), served.apis);
  };

  it('has the question and the answer when the authorizer was asked', async () => {
    expect(await story('allow')).toMatchObject({
      route: 'GET /pets/{id}',
      served: { functionName: 'Echo', authorizer: 'Jwt' },
      authorizer: { kind: 'allowed', event: expect.any(String), result: { kind: 'returned' } },
      function: { event: expect.stringContaining('"invocations":') },
    });
  });

  it('has the answer out of the cache, and no question, the next time', async () => {
    const { authorizer } = (await story('allow')) as { authorizer: Record<string, unknown> };
    expect(authorizer['verdict']).toBe('allowed, from the cache');
    expect(authorizer['cached']).toContain('"Effect":"Allow"');
    expect(authorizer['event']).toBeUndefined();
  });

  it('has the error that the authorizer threw', async () => {
    expect(await story('throw')).toMatchObject({
      authorizer: {
        kind: 'failed',
        result: { kind: 'failed', errorMessage: 'keys cannot be had' },
      },
    });
  });

  it('has the answer that could not be used', async () => {
    expect(await story('malformed')).toMatchObject({
      status: 500,
      authorizer: { kind: 'failed', result: { payload: expect.stringContaining('Permit') } },
    });
  });

  it('keeps the beginning of what is long', async () => {
    const body = 'x'.repeat(200_000);
    await send(String(served.apis[0]?.url), '/pets/1', {
      headers: { authorization: 'allow', 'content-length': String(body.length) },
      body,
    });
    const kept = journal.entries().at(-1)?.exchange;
    expect(kept?.request.body).toHaveLength(64 * 1024);
    expect(kept?.reply.body).toHaveLength(64 * 1024);
    expect(kept?.integration?.event).toMatch(/… \(cut\)$/);
  });
});
