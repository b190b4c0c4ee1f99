import { json } from 'node:stream/consumers';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { echoingGateway } from './echoing-gateway.ts';

const gateway = echoingGateway();
const { call, echoed } = gateway;

describe('The API-key gateway, given a known API key,', () => {
  it.each([
    ['YOUR_API_KEY', 'your-consumer'],
    ['ALICE_API_KEY', 'alice'],
    ['BOB_API_KEY', 'bob'],
  ])('forwards %s with a signed token for %s', async (apiKey, sub) => {
    const { headers } = await echoed('/protected', {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const token = String(headers.authorization).replace(/^Bearer /, '');
    expect(decodeProtectedHeader(token)).toStrictEqual({ alg: 'EdDSA' });
    const claims = decodeJwt(token);
    expect(claims).toStrictEqual({
      iss: gateway.zuplo().issuer,
      sub,
      aud: 'your-audience',
      iat: expect.any(Number),
      exp: Number(claims.iat) + 300,
    });
  });

  it('accepts any case of the scheme (RFC 9110 section 11.1)', async () => {
    const response = await call('/protected', {
      headers: { authorization: 'bearer YOUR_API_KEY' },
    });
    expect(response.statusCode).toBe(200);
  });

  it('never forwards an API key, not even a second one', async () => {
    const { port } = new URL(gateway.zuplo().url);
    const { rawHeaders } = await echoed('/protected', {
      headers: [
        'Host',
        `localhost:${port}`,
        ...Array(2).fill(['Authorization', 'Bearer YOUR_API_KEY']).flat(),
      ],
    });
    expect(rawHeaders.join()).not.toContain('YOUR_API_KEY');
    expect(rawHeaders.filter((name) => /^authorization$/i.test(name))).toHaveLength(1);
  });
});

describe('The API-key gateway, without a known API key,', () => {
  it.each([
    ['no Authorization', {}, 'No Authorization Header'],
    ['an unknown key', { authorization: 'Bearer WRONG_KEY' }, 'Authorization Failed'],
    ['another scheme', { authorization: 'Basic YOUR_API_KEY' }, 'Authorization Failed'],
    [
      'the name of an object member as key',
      { authorization: 'Bearer toString' },
      'Authorization Failed',
    ],
    ['no key', { authorization: 'Bearer ' }, 'Authorization Failed'],
  ])('responds with 401 and problem details to %s', async (_, headers, detail) => {
    const response = await call('/protected?a=b', { headers });
    expect(response.statusCode).toBe(401);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(await json(response)).toStrictEqual({
      type: 'https://httpproblems.com/http-status/401',
      title: 'Unauthorized',
      status: 401,
      detail,
      instance: '/protected',
      trace: { timestamp: expect.any(String), requestId: expect.any(String) },
    });
  });

  it('rejects a valid token, which is not an API key', async () => {
    const headers = { authorization: `Bearer ${await gateway.zuplo().token()}` };
    expect((await call('/protected', { headers })).statusCode).toBe(401);
  });

  it('logs a rejection without the key, which may be a mistyped one', async () => {
    gateway.log.length = 0;
    await call('/protected', { headers: { authorization: 'Bearer YOUR_API_KEI' } });
    expect(gateway.log).toStrictEqual(['zuplo: GET /protected 401 authorization failed']);
  });

  it('forwards a request to a public route without Authorization', async () => {
    const { headers } = await echoed('/?a=b');
    expect(headers).not.toHaveProperty('authorization');
  });

  it('removes Authorization from a request to a public route', async () => {
    const { headers } = await echoed('/', { headers: { authorization: 'Bearer YOUR_API_KEI' } });
    expect(headers).not.toHaveProperty('authorization');
  });

  it('rejects another method than that of the public route', async () => {
    expect((await call('/', { method: 'POST' })).statusCode).toBe(401);
  });
});

describe('The API-key gateway', () => {
  it('responds with 503 while the API is starting', async () => {
    await gateway.withApi(undefined, async () => {
      expect((await call('/')).statusCode).toBe(503);
    });
  });

  it('responds with 400 to a request target that is not a path', async () => {
    expect((await call('http://elsewhere.example/')).statusCode).toBe(400);
  });
});
