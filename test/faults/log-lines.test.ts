import { describe, expect, test } from 'vitest';
import { signingKey } from '../signing.ts';
import { floods } from './flood-tokens.ts';
import { audience, canary, createWorld, failing } from './world.ts';

// That nothing leaks is held by the world itself, after every test of these folders.

const world = createWorld();
const bare = signingKey('EdDSA');
const zuplo = { ...bare, jwk: { ...bare.jwk, kid: 'current' } };

describe('the log', () => {
  test('says nothing of requests that are allowed', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    world.lines.length = 0;
    for (const claims of [{}, {}, { jti: 'x' }]) {
      expect(await authorizer.ask(world.token(endpoint, zuplo, claims))).toBe('allow');
    }
    expect(world.lines).toEqual([]);
  });

  test('says why a request is refused, in one line, on both flavours', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    for (const { token, refusal } of floods(endpoint, zuplo, audience)) {
      for (const flavour of ['http', 'rest'] as const) {
        world.lines.length = 0;
        await authorizer.ask(token(1), flavour);
        const [line, ...more] = world.lines.filter(({ event }) => !event.startsWith('keys_'));
        expect(more).toEqual([]);
        expect(line).toMatchObject({ level: 'warn', event: 'refused' });
        expect(`refused: ${line?.['reason']}`).toBe(refusal);
      }
    }
  });

  test('says once of every failure that it was ours', async () => {
    const endpoint = await world.endpoint();
    endpoint.answer((_, response) => response.writeHead(404).end(canary));
    const authorizer = await world.start(endpoint);
    for (const flavour of ['http', 'rest'] as const) {
      world.lines.length = 0;
      expect(await authorizer.ask(world.token(endpoint, zuplo), flavour)).toBe(failing);
      expect(world.lines).toEqual([
        expect.objectContaining({ level: 'warn', event: 'jwks_fetch_failed' }),
        expect.objectContaining({ level: 'error', event: 'failed', reason: 'jwks_unavailable' }),
      ]);
    }
  });

  const odd = [
    ['NUL, line ends and escapes', '\u0000\r\n\u001b[31m'],
    ['separators of lines and paragraphs', '\u2028\u2029'],
    ['marks that reverse what follows', '\u202e\u2066'],
    ['half a surrogate pair', '\ud800'],
    ['a megabyte, as far as it fits', 'k'.repeat(5_000)],
    ['text that looks like a line', '{"event":"failed","reason":"internal"}'],
  ] as const;

  test.each(odd)('escapes and cuts a kid with %s', async (_, kid) => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    await authorizer.ask(world.token(endpoint, zuplo, {}, { kid }));
    await authorizer.ask(world.token(endpoint, zuplo, {}, { kid }), 'rest');
    expect(world.linesOf('refused')).toHaveLength(2);
  });

  test.each(odd)('escapes and cuts an alg and a typ with %s', async (_, text) => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    await authorizer.ask(world.token(endpoint, zuplo, {}, { alg: text }));
    await authorizer.ask(world.token(endpoint, zuplo, {}, { typ: text }));
    expect(world.linesOf('refused')).toHaveLength(2);
  });

  test.each(odd)('holds no claim with %s', async (_, text) => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    for (const claim of ['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'scope']) {
      const claims = { [claim]: `${canary}${text}` };
      await authorizer.ask(world.token(endpoint, zuplo, claims));
      await authorizer.ask(world.token(endpoint, signingKey('EdDSA'), claims));
    }
    expect(world.linesOf('failed')).toEqual([]);
  });

  test.each(odd)(
    'holds a subject with %s cut and escaped, once its signature is good',
    async (_, text) => {
      const endpoint = await world.endpoint(zuplo.jwk);
      const authorizer = await world.start(endpoint);
      const sub = `alice${text.replaceAll(/\p{Cc}/gu, '')}`;
      for (const key of [zuplo, signingKey('EdDSA')])
        await authorizer.ask(world.token(endpoint, key, { sub, aud: 'other' }));
      const [expected, unknown] = world.linesOf('refused').map((line) => line['sub']);
      expect(expected).toMatch(/^alice[\x20-\x7e]{0,380}…?$/);
      expect(unknown).toBeUndefined();
    },
  );

  test('holds nothing of what a key endpoint says', async () => {
    const endpoint = await world.endpoint();
    for (const text of [canary, `{"keys":"${canary}"}`, `{"keys":[{"kty":"${canary}"}]}`]) {
      endpoint.answer((_, response) => {
        response.writeHead(200, canary, { [canary]: canary }).end(text);
      });
      await world.start(endpoint);
    }
    endpoint.answer((_, response) => {
      response.writeHead(404, canary, { location: canary }).end(canary);
    });
    await world.start(endpoint);
    expect(world.linesOf('jwks_fetch_failed', 'jwks_fetched')).toHaveLength(4);
  });
});
