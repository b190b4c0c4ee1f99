import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnStack, startOwnStack } from './own-stack.ts';

let stack: OwnStack;
beforeAll(async () => {
  stack = await startOwnStack();
});
afterAll(() => stack.close());

/** Reads the stream until something has been said, and gives what. */
async function heard(until: (event: string, data: string) => boolean): Promise<string> {
  const stop = new AbortController();
  const stream = await fetch(`${stack.zuplo.url}/__local/events`, { signal: stop.signal });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  let rest = '';
  for await (const text of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const messages = (rest + text).split('\n\n');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(message) ?? [];
      if (!until(event, data)) continue;
      stop.abort();
      return data;
    }
  }
  throw new Error('the stream has ended');
}

const steer = (wish: object) =>
  fetch(`${stack.zuplo.url}/__local/issuer`, { method: 'POST', body: JSON.stringify(wish) });

describe('the events of the console', () => {
  it('begin with the state: routes, API keys, keys, endpoint', async () => {
    const state = JSON.parse(await heard((event) => event === 'state'));
    expect(state).toMatchObject({
      issuer: stack.zuplo.issuer,
      apis: [{ flavour: 'http', url: stack.api, routes: [{ path: '/' }, { path: '/protected' }] }],
      keys: [{ alg: 'EdDSA' }],
      withdrawn: false,
      endpoint: 'answering',
    });
    expect(state.keys[0]).not.toHaveProperty('x');
  });

  it('tell of a request that somebody else sent', async () => {
    const telling = heard((event, data) => event === 'requests' && data.includes('/from-curl'));
    await fetch(`${stack.api}/from-curl`);
    expect(JSON.parse(await telling)).toContainEqual(
      expect.objectContaining({ method: 'GET', path: '/from-curl', status: 404 }),
    );
  });

  it('tell what functions write', async () => {
    const telling = heard((event, data) => event === 'lines' && data.includes('malformed_token'));
    await fetch(`${stack.api}/protected`, { headers: { authorization: 'Bearer x' } });
    expect(await telling).toContain('refused');
  });

  it('tell of a change of the issuer', async () => {
    const telling = heard((event, data) => event === 'state' && data.includes('"withdrawn":true'));
    await steer({ keys: 'withdraw' });
    expect(JSON.parse(await telling)).toMatchObject({ keys: [], withdrawn: true });
    await steer({ keys: 'publish' });
  });

  it('leave out the oldest of more than 200 requests', async () => {
    for (let sent = 0; sent < 210; sent += 1) await fetch(`${stack.api}/many`);
    const listed = JSON.parse(await heard((event) => event === 'requests'));
    expect(listed).toHaveLength(200);
  });
});
