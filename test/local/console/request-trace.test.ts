import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournal } from '../../../local/console/journal.ts';
import { requestTrace } from '../../../local/console/request-trace.ts';
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

describe.each(['http', 'rest'] as const)('The trace of a request to a %s API', (apiType) => {
  const journal = createJournal();
  let folder: string;
  let served: ServedAssembly;
  beforeAll(async () => {
    folder = writeAssembly({
      code: { echo, tokenReader },
      template: { Resources: { ...functions, ...stacks[apiType] } },
    });
    served = await serveAssembly({ folder, port: 0, log: () => {}, observe: journal });
  });
  afterAll(async () => {
    await served.close();
    removeAssembly(folder);
  });

  const trace = async (authorization: string, path = '/pets/1') => {
    await send(String(served.apis[0]?.url), path, { headers: { authorization } });
    const entry = journal.entries().at(-1);
    return entry && requestTrace(entry, journal, served.apis);
  };

  it('has the event and the result of the authorizer on a cache miss', async () => {
    expect(await trace('allow')).toMatchObject({
      route: 'GET /pets/{id}',
      served: { functionName: 'Echo', authorizer: 'Jwt' },
      authorizer: {
        kind: 'allowed',
        invocation: { event: expect.any(String), result: { kind: 'returned' } },
      },
      function: { event: expect.stringContaining('"invocations":') },
    });
  });

  it('has the cached response and no event on a cache hit', async () => {
    const { authorizer } = (await trace('allow')) as { authorizer: Record<string, unknown> };
    expect(authorizer['result']).toBe('allowed (cached)');
    expect(authorizer['cached']).toContain('"Effect":"Allow"');
    expect(authorizer['invocation']).toBeUndefined();
  });

  it('has the error that the authorizer threw', async () => {
    expect(await trace('throw')).toMatchObject({
      authorizer: {
        kind: 'failed',
        invocation: { result: { kind: 'failed', errorMessage: 'the JWKS is unavailable' } },
      },
    });
  });

  it('has a malformed response of the authorizer', async () => {
    expect(await trace('malformed')).toMatchObject({
      status: 500,
      authorizer: {
        kind: 'failed',
        invocation: { result: { payload: expect.stringContaining('Permit') } },
      },
    });
  });

  it('has long bodies and events truncated', async () => {
    const body = 'x'.repeat(200_000);
    await send(String(served.apis[0]?.url), '/pets/1', {
      headers: { authorization: 'allow', 'content-length': String(body.length) },
      body,
    });
    const recorded = journal.entries().at(-1)?.exchange;
    for (const text of [
      recorded?.request.body,
      recorded?.response.body,
      recorded?.function?.event,
    ]) {
      expect(text?.length).toBeLessThan(65 * 1024);
      expect(text).toMatch(/… \(truncated\)$/);
    }
  });
});
