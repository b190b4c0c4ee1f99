import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { logEvents } from '../../contract/log-events.ts';
import { signingKey } from '../signing.ts';
import { audience, canary, createTestContext, notFound } from './context.ts';
import { forgedTokens } from './forged-tokens.ts';
import { jwksUnavailable } from './outcome.ts';

// The context checks after every test that nothing leaked and that all text is escaped and bounded.

const context = createTestContext();
const generated = signingKey('EdDSA');
const key = { ...generated, jwk: { ...generated.jwk, kid: 'current' } };

async function setUp() {
  const endpoint = await context.endpoint(key.jwk);
  return { endpoint, authorizer: await context.start(endpoint) };
}

describe('the log', () => {
  test('contains nothing about allowed requests', async () => {
    const { endpoint, authorizer } = await setUp();
    context.lines.length = 0;
    for (const claims of [{}, {}, { jti: 'x' }]) {
      expect(await authorizer.authorize(context.token(endpoint, key, claims))).toBe('allow');
    }
    expect(context.lines).toEqual([]);
  });

  test.each(apiTypes)('contains one line with the reason per rejected token (%s)', async (api) => {
    const { endpoint, authorizer } = await setUp();
    for (const { token, reason } of forgedTokens(endpoint, key, audience)) {
      context.lines.length = 0;
      await authorizer.authorize(token(1), api);
      const { jwksFetched } = logEvents;
      expect(context.lines.filter(({ event }) => event !== jwksFetched)).toEqual([
        expect.objectContaining({ level: 'warn', event: logEvents.tokenRejected, reason }),
      ]);
    }
  });

  test.each(apiTypes)('contains one line per authorizer error (%s)', async (api) => {
    const endpoint = await context.endpoint();
    endpoint.answer((_, response) => response.writeHead(404).end(canary));
    const authorizer = await context.start(endpoint);
    context.lines.length = 0;
    context.advance(1);
    const outcome = await authorizer.authorize(context.token(endpoint, key), api);
    expect(outcome).toBe(jwksUnavailable);
    const { jwksFetchFailed, authorizerError } = logEvents;
    expect(context.lines).toEqual([
      expect.objectContaining({ level: 'warn', event: jwksFetchFailed }),
      expect.objectContaining({
        level: 'error',
        event: authorizerError,
        reason: 'jwks_unavailable',
      }),
    ]);
  });

  test('contains no line about a fetch for a request that is answered without one', async () => {
    const endpoint = await context.endpoint();
    endpoint.answer(notFound);
    const authorizer = await context.start(endpoint);
    context.lines.length = 0;
    expect(await authorizer.authorize(context.token(endpoint, key))).toBe(jwksUnavailable);
    expect(context.lines.map(({ event }) => event)).toEqual([logEvents.authorizerError]);
  });

  const unsafe = [
    ['NUL, line breaks and ANSI escapes', '\u0000\r\n\u001b[31m'],
    ['line and paragraph separators', '\u2028\u2029'],
    ['bidirectional control characters', '\u202e\u2066'],
    ['a lone surrogate', '\ud800'],
    ['5,000 characters', 'k'.repeat(5_000)],
    ['text that looks like a log line', `{"event":"${logEvents.authorizerError}"}`],
  ] as const;

  test.each(unsafe)('escapes and truncates kid, alg and typ with %s', async (_, text) => {
    const { endpoint, authorizer } = await setUp();
    const token = (header: object) => context.token(endpoint, key, {}, header);
    await authorizer.authorize(token({ kid: text }));
    await authorizer.authorize(token({ kid: text }), 'rest');
    await authorizer.authorize(token({ alg: text }));
    await authorizer.authorize(token({ typ: text }));
    expect(context.linesOf(logEvents.tokenRejected)).toHaveLength(4);
  });

  test.each(unsafe)('contains no claim with %s', async (_, text) => {
    const { endpoint, authorizer } = await setUp();
    for (const claim of ['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'scope']) {
      const claims = { [claim]: `${canary}${text}` };
      await authorizer.authorize(context.token(endpoint, key, claims));
      await authorizer.authorize(context.token(endpoint, signingKey('EdDSA'), claims));
    }
    expect(context.linesOf(logEvents.authorizerError)).toEqual([]);
  });

  test.each(unsafe)(
    'contains a sanitized subject with %s only if the signature is valid',
    async (_, text) => {
      const { endpoint, authorizer } = await setUp();
      const sub = `alice${text.replaceAll(/\p{Cc}/gu, '')}`;
      for (const signer of [key, signingKey('EdDSA')])
        await authorizer.authorize(context.token(endpoint, signer, { sub, aud: 'other' }));
      const [verified, forged] = context
        .linesOf(logEvents.tokenRejected)
        .map((line) => line['sub']);
      expect(verified).toMatch(/^alice[\x20-\x7e]{0,380}…?$/);
      expect(forged).toBeUndefined();
    },
  );

  test('contains nothing of what a JWKS endpoint sends', async () => {
    const endpoint = await context.endpoint();
    for (const text of [canary, `{"keys":"${canary}"}`, `{"keys":[{"kty":"${canary}"}]}`]) {
      endpoint.answer((_, response) => {
        response.writeHead(200, canary, { [canary]: canary }).end(text);
      });
      await context.start(endpoint);
    }
    endpoint.answer((_, response) => {
      response.writeHead(404, canary, { location: canary }).end(canary);
    });
    await context.start(endpoint);
    expect(context.linesOf(logEvents.jwksFetchFailed, logEvents.jwksFetched)).toHaveLength(4);
  });
});
