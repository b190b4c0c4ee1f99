import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedStack, serveFixtureStack } from './served-stack.ts';

let stack: ServedStack;
beforeAll(async () => {
  stack = await serveFixtureStack();
});
afterAll(() => stack.close());

/** Reads the stream until an event fulfils the condition; returns its data. */
async function nextEvent(condition: (event: string, data: string) => boolean): Promise<string> {
  const stop = new AbortController();
  const stream = await fetch(`${stack.zuplo.url}/__local/events`, { signal: stop.signal });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  let rest = '';
  for await (const text of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const messages = (rest + text).split('\n\n');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
      if (!condition(event, data)) continue;
      stop.abort();
      return data;
    }
  }
  throw new Error('the stream has ended');
}

describe('The event stream of the console', () => {
  it('starts with the state: routes, API keys, signing keys and JWKS endpoint', async () => {
    const state = JSON.parse(await nextEvent((event) => event === 'state'));
    expect(state).toMatchObject({
      issuer: stack.zuplo.issuer,
      apis: [{ url: stack.api, routes: [{ path: '/' }, { path: '/protected' }] }],
      apiKeys: [{ consumer: 'your-consumer' }, { consumer: 'alice' }, { consumer: 'bob' }],
      keys: [{ alg: 'EdDSA' }],
      endpoint: 'ok',
    });
    expect(state.keys[0]).not.toHaveProperty('x');
  });

  it('reports requests of other clients', async () => {
    const event = nextEvent((name, data) => name === 'requests' && data.includes('/from-curl'));
    await fetch(`${stack.api}/from-curl`);
    expect(JSON.parse(await event)).toContainEqual(
      expect.objectContaining({ method: 'GET', path: '/from-curl', status: 404 }),
    );
  });

  it('reports changes of the issuer', async () => {
    const event = nextEvent((name, data) => name === 'state' && data.includes('"empty"'));
    const body = '{"endpoint":"empty"}';
    await fetch(`${stack.zuplo.url}/__local/issuer`, { method: 'POST', body });
    expect(JSON.parse(await event)).toMatchObject({ endpoint: 'empty' });
  });

  it('contains no more than the last 200 requests', async () => {
    for (let sent = 0; sent < 210; sent += 1) await fetch(`${stack.api}/many`);
    const requests = JSON.parse(await nextEvent((event) => event === 'requests'));
    expect(requests).toHaveLength(200);
  });
});
