import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { decodeJwt, decodeProtectedHeader } from 'jose';
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

async function ask(body: string, headers: Record<string, string> = {}, method = 'POST') {
  const sent = request(`${zuplo.url}/__local/token`, { method, headers }).end(body);
  const [response] = await new Promise<[import('node:http').IncomingMessage]>((resolve, reject) =>
    sent.on('response', (incoming) => resolve([incoming])).on('error', reject),
  );
  return { status: response.statusCode, text: (await text(response)).trim() };
}

describe('POST /__local/token', () => {
  it('answers a Zuplo-shaped token when nothing is asked for', async () => {
    const { status, text: token } = await ask('');
    expect(status).toBe(200);
    expect(decodeProtectedHeader(token)).toStrictEqual({ alg: 'EdDSA' });
    expect(decodeJwt(token)).toMatchObject({ iss: zuplo.issuer, aud: 'your-audience' });
  });

  it('answers the token that the body asks for', async () => {
    const { text: token } = await ask(
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
    ['no JSON', '{', 'the body must be JSON'],
    ['a list', '[]', 'the body must be a JSON object'],
    [
      'an unknown member',
      '{"subject":"a"}',
      '"subject" is unknown: known are sub, audience, expiresIn, algorithm, kid, typ, signer, claims',
    ],
    ['a member of every object', '{"constructor":1}', /^"constructor" is unknown: /],
    ['sub', '{"sub":1}', 'sub must be a string, not 1'],
    ['audience', '{"audience":[1]}', 'audience must be a string or a list of strings, not [1]'],
    ['expiresIn', '{"expiresIn":"5"}', 'expiresIn must be a whole number of seconds, not "5"'],
    ['a fraction', '{"expiresIn":0.5}', 'expiresIn must be a whole number of seconds, not 0.5'],
    [
      'algorithm',
      '{"algorithm":"none"}',
      'algorithm must be one of EdDSA, RS256, RS384, RS512, ES256, ES384, ES512, not "none"',
    ],
    ['kid', '{"kid":"k"}', 'kid must be true or false, not "k"'],
    ['typ', '{"typ":null}', 'typ must be a string, not null'],
    ['claims', '{"claims":[]}', 'claims must be an object, not []'],
  ])('refuses %s with a sentence that says what is right', async (_, body, sentence) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(sentence);
    if (typeof sentence === 'string') expect(answer.text).toBe(sentence);
  });

  it('cuts what it quotes of a wrong value', async () => {
    const answer = await ask(JSON.stringify({ kid: 'k'.repeat(9_000) }));
    expect(answer.text.length).toBeLessThan(120);
  });

  it('reads a body of 16 KiB and refuses a longer one', async () => {
    const padded = (length: number) => '{}'.padEnd(length);
    expect((await ask(padded(16_384))).status).toBe(200);
    expect(await ask(padded(16_385))).toStrictEqual({
      status: 413,
      text: 'the body must not be longer than 16384 bytes',
    });
  });

  it('is for POST alone', async () => {
    expect((await ask('', {}, 'GET')).status).toBe(405);
  });

  it.each([
    ['a foreign Host', { host: 'evil.example' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
  ])('refuses %s, for a web page must not mint tokens', async (_, headers) => {
    const answer = await ask('', headers);
    expect(answer).toStrictEqual({
      status: 403,
      text: 'tokens are for localhost alone: wrong Host or Origin',
    });
  });
});
