import { importJWK, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';

let zuplo: Zuplo;
beforeAll(async () => {
  zuplo = await startZuplo({ port: 0, audience: 'a', log: () => {} });
});
afterAll(() => zuplo.close());
afterEach(() => control({ endpoint: 'ok' }));

const control = (command: object) =>
  fetch(`${zuplo.url}/__local/issuer`, { method: 'POST', body: JSON.stringify(command) });
const fetchJwks = (signal?: AbortSignal) =>
  fetch(`${zuplo.issuer}/.well-known/jwks.json`, signal && { signal });
const keys = async () => JSON.parse(await (await fetchJwks()).text()).keys;

describe('The issuer, controlled from the console,', () => {
  it('rotates its key and can still sign with the previous one', async () => {
    const [before] = await keys();
    await control({ rotate: true });
    const [after, ...more] = await keys();
    expect(more).toEqual([]);
    expect(after.x).not.toBe(before.x);
    const token = await zuplo.token({ signingKey: 'previous' });
    const { payload } = await jwtVerify(token, await importJWK(before));
    expect(payload.iss).toBe(zuplo.issuer);
  });

  it('publishes an empty JWKS', async () => {
    await control({ endpoint: 'empty' });
    expect(await keys()).toEqual([]);
  });

  it('closes the connection of JWKS requests', async () => {
    await control({ endpoint: 'disconnect' });
    await expect(fetchJwks()).rejects.toThrow('fetch failed');
  });

  it('responds to JWKS requests with 500', async () => {
    await control({ endpoint: 'error' });
    expect((await fetchJwks()).status).toBe(500);
  });

  it('does not respond to JWKS requests', async () => {
    await control({ endpoint: 'timeout' });
    await expect(fetchJwks(AbortSignal.timeout(200))).rejects.toThrow('timeout');
  });
});
