import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';

let zuplo: Zuplo;

beforeAll(async () => {
  zuplo = await startZuplo({ port: 0, audience: 'your-audience', log: () => {} });
});
afterAll(() => zuplo.close());

const get = (document: string, init?: RequestInit) =>
  fetch(`${zuplo.issuer}/.well-known/${document}`, init);

describe('The issuer of the Zuplo stand-in', () => {
  it('has the path of the issuer of a Zuplo deployment', () => {
    expect(zuplo.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(zuplo.issuer).toBe(`${zuplo.url}/__zuplo/issuer`);
  });

  it('publishes the JWKS that its tokens verify against', async () => {
    const keys = createRemoteJWKSet(new URL(`${zuplo.issuer}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(await zuplo.token({ sub: 'alice' }), keys, {
      issuer: zuplo.issuer,
      audience: 'your-audience',
    });
    expect(payload.sub).toBe('alice');
  });

  it('publishes keys without key ID, as Zuplo documents, also after a rotation', async () => {
    const names = async () => {
      const { keys } = JSON.parse(await (await get('jwks.json')).text());
      return keys.map((key: object) => Object.keys(key).sort());
    };
    const expected = [['alg', 'crv', 'kty', 'use', 'x']];
    expect(await names()).toStrictEqual(expected);
    const body = '{"rotate":true}';
    await fetch(`${zuplo.url}/__local/issuer`, { method: 'POST', body });
    expect(await names()).toStrictEqual(expected);
  });

  it('publishes OpenID Connect Discovery metadata', async () => {
    const response = await get('openid-configuration');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      issuer: zuplo.issuer,
      jwks_uri: `${zuplo.issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['EdDSA'],
    });
  });

  it('responds with 405 to other methods than GET and HEAD', async () => {
    const response = await get('jwks.json', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toStrictEqual([405, 'GET, HEAD']);
  });

  it.each(['/__zuplo/issuer', '/__zuplo/else', '/__local/else'])(
    'responds with 404 to %s, which is never forwarded to the API',
    async (path) => {
      const response = await fetch(zuplo.url + path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    },
  );
});

describe('The Zuplo stand-in', () => {
  it('names the port that is in use and the variable that changes it', async () => {
    const port = Number(new URL(zuplo.url).port);
    const second = startZuplo({ port, audience: 'a', log: () => {} });
    await expect(second).rejects.toThrow(
      `port ${port} is already in use: set ZUPLO_PORT to another port, or to 0 for any free port`,
    );
  });

  it('stops listening when it is closed with an open connection', async () => {
    const other = await startZuplo({ port: 0, audience: 'a', log: () => {} });
    await fetch(`${other.issuer}/.well-known/jwks.json`);
    await other.close();
    await expect(fetch(other.url)).rejects.toThrow('fetch failed');
  });
});
