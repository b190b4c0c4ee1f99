import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';

let zuplo: Zuplo;
beforeAll(async () => {
  const log = (): void => {};
  zuplo = await startZuplo({ port: 0, audience: 'a', upstream: () => undefined, log });
});
afterAll(() => zuplo.close());
afterEach(() => steer({ keys: 'publish', endpoint: 'answering' }));

const steer = (wish: object) =>
  fetch(`${zuplo.url}/__local/issuer`, { method: 'POST', body: JSON.stringify(wish) });
const keySet = (signal?: AbortSignal) =>
  fetch(`${zuplo.issuer}/.well-known/jwks.json`, signal && { signal });
const keys = async () => JSON.parse(await (await keySet()).text()).keys;

describe('the issuer, steered from the console', () => {
  it('rotates its key, and still signs with the old one on request', async () => {
    const [before] = await keys();
    await steer({ keys: 'rotate' });
    const [after, ...more] = await keys();
    expect(more).toEqual([]);
    expect(after.kid).not.toBe(before.kid);
    const old = await zuplo.token({ signer: 'rotated', kid: true });
    expect(JSON.parse(atob(String(old.split('.')[0]))).kid).toBe(before.kid);
  });

  it('withdraws its keys, signs on, and publishes them again', async () => {
    const before = await keys();
    await steer({ keys: 'withdraw' });
    expect(await keys()).toEqual([]);
    expect(await zuplo.token()).toMatch(/^ey/);
    await steer({ keys: 'publish' });
    expect(await keys()).toEqual(before);
  });

  it('publishes its new key when it rotates while the old one is withdrawn', async () => {
    await steer({ keys: 'withdraw' });
    await steer({ keys: 'rotate' });
    expect(await keys()).toHaveLength(1);
  });

  it('breaks the connection when the endpoint is stopped', async () => {
    await steer({ endpoint: 'stopped' });
    await expect(keySet()).rejects.toThrow('fetch failed');
  });

  it('answers 500 when the endpoint fails', async () => {
    await steer({ endpoint: 'failing' });
    expect((await keySet()).status).toBe(500);
  });

  it('does not answer when the endpoint hangs', async () => {
    await steer({ endpoint: 'hanging' });
    await expect(keySet(AbortSignal.timeout(200))).rejects.toThrow('timeout');
  });
});
