import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';

let zuplo: Zuplo;

beforeAll(async () => {
  zuplo = await startZuplo({
    port: 0,
    audience: 'your-audience',
    upstream: () => undefined,
    log: () => {},
  });
});
afterAll(() => zuplo.close());

const get = (document: string, init?: RequestInit) =>
  fetch(`${zuplo.issuer}/.well-known/${document}`, init);

describe('the issuer of the stand-in', () => {
  it('has the address that Zuplo gives it below a deployment', () => {
    expect(zuplo.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(zuplo.issuer).toBe(`${zuplo.url}/__zuplo/issuer`);
  });

  it('publishes the keys that its tokens verify against', async () => {
    const keys = createRemoteJWKSet(new URL(`${zuplo.issuer}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(await zuplo.token({ sub: 'alice' }), keys, {
      issuer: zuplo.issuer,
      audience: 'your-audience',
    });
    expect(payload.sub).toBe('alice');
  });

  it('publishes another key after a rotation', async () => {
    const before = await (await get('jwks.json')).json();
    await zuplo.rotate();
    const after = await (await get('jwks.json')).json();
    expect(after).not.toStrictEqual(before);
    expect(after).toMatchObject({ keys: [{ alg: 'EdDSA' }] });
  });

  it('describes itself where OpenID Connect Discovery looks', async () => {
    const response = await get('openid-configuration');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      issuer: zuplo.issuer,
      jwks_uri: `${zuplo.issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['EdDSA'],
    });
  });

  it('answers 405 to anything but GET and HEAD', async () => {
    const response = await get('jwks.json', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toStrictEqual([405, 'GET, HEAD']);
  });

  it.each(['/__zuplo/issuer', '/__zuplo/else', '/__local/else'])(
    'answers 404 to %s itself: its own paths never reach the API',
    async (path) => {
      const response = await fetch(zuplo.url + path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    },
  );
});

describe('starting and closing the stand-in', () => {
  it('says in one line which port is in use, and which variable moves it', async () => {
    const port = Number(new URL(zuplo.url).port);
    const second = startZuplo({ port, audience: 'a', upstream: () => undefined, log: () => {} });
    await expect(second).rejects.toThrow(
      `port ${port} is already in use: set ZUPLO_PORT to another port, or to 0 for any free port`,
    );
  });

  it('listens no longer once closed, also while a connection is still open', async () => {
    const short = await startZuplo({
      port: 0,
      audience: 'a',
      upstream: () => undefined,
      log: () => {},
    });
    await fetch(`${short.issuer}/.well-known/jwks.json`);
    await short.close();
    await expect(fetch(short.url)).rejects.toThrow('fetch failed');
  });
});
