import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';

let zuplo: Zuplo;

beforeAll(async () => {
  zuplo = await startZuplo({ port: 0, audience: 'your-audience', log: () => {} });
});
afterAll(() => zuplo.close());

async function send(body: string, headers: Record<string, string> = {}, method = 'POST') {
  const sent = request(`${zuplo.url}/__local/token`, { method, headers }).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, text: (await text(response)).trim() };
}

describe('The token endpoint', () => {
  it('responds with a token like those of Zuplo to an empty body', async () => {
    const { status, text: token } = await send('');
    expect(status).toBe(200);
    expect(decodeProtectedHeader(token)).toStrictEqual({ alg: 'EdDSA' });
    expect(decodeJwt(token)).toMatchObject({ iss: zuplo.issuer, aud: 'your-audience' });
  });

  it('responds with a token that has the requested options', async () => {
    const { text: token } = await send(
      JSON.stringify({
        sub: 'alice',
        audience: ['a', 'b'],
        expiresIn: -10,
        algorithm: 'ES256',
        kid: true,
        typ: 'JWT',
        claims: { plan: 'gold' },
      }),
    );
    const { iat, exp, ...claims } = decodeJwt(token);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'JWT' });
    expect(claims).toMatchObject({ sub: 'alice', aud: ['a', 'b'], plan: 'gold' });
    expect(Number(exp) - Number(iat)).toBe(-10);
  });

  it.each([
    ['text that is not JSON', '{', 'the body must be JSON'],
    ['a list', '[]', 'the body must be a JSON object'],
    [
      'an unknown member',
      '{"subject":"a"}',
      '"subject" is unknown: the options are sub, audience, expiresIn, algorithm, kid, typ, signingKey, claims',
    ],
    ['the name of an object member', '{"constructor":1}', /^"constructor" is unknown: /],
    ['sub', '{"sub":1}', 'sub must be a string, not 1'],
    ['audience', '{"audience":[1]}', 'audience must be a string or a list of strings, not [1]'],
    ['expiresIn', '{"expiresIn":"5"}', 'expiresIn must be a whole number of seconds, not "5"'],
    ['a fraction', '{"expiresIn":0.5}', 'expiresIn must be a whole number of seconds, not 0.5'],
    [
      'algorithm',
      '{"algorithm":"none"}',
      'algorithm must be one of EdDSA, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, not "none"',
    ],
    ['kid', '{"kid":"k"}', 'kid must be true or false, not "k"'],
    ['typ', '{"typ":null}', 'typ must be a string, not null'],
    ['claims', '{"claims":[]}', 'claims must be an object, not []'],
    [
      'signingKey',
      '{"signingKey":"x"}',
      'signingKey must be one of current, previous, unknown, not "x"',
    ],
  ])('rejects %s with a message that names the valid values', async (_, body, sentence) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    expect(response.text).toMatch(sentence);
    if (typeof sentence === 'string') expect(response.text).toBe(sentence);
  });

  it('truncates an invalid value in the message', async () => {
    const response = await send(JSON.stringify({ kid: 'k'.repeat(9_000) }));
    expect(response.text.length).toBeLessThan(120);
  });

  it('accepts a body of 16 KiB and rejects a longer one', async () => {
    const padded = (length: number) => '{}'.padEnd(length);
    expect((await send(padded(16_384))).status).toBe(200);
    expect(await send(padded(16_385))).toStrictEqual({
      status: 400,
      text: 'the body must not be longer than 16384 bytes',
    });
  });

  it('rejects other methods', async () => {
    expect((await send('', {}, 'GET')).status).toBe(405);
  });

  it.each([
    ['a foreign Host', { host: 'evil.example' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
  ])('rejects %s, as other sites must not get tokens', async (_, headers) => {
    const response = await send('', headers);
    expect(response).toStrictEqual({
      status: 403,
      text: 'only localhost may request tokens: wrong Host or Origin',
    });
  });
});
