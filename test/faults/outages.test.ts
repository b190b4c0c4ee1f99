import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { logEvents } from '../../contract/log-events.ts';
import { signingKey } from '../signing.ts';
import { createTestContext, notFound } from './context.ts';
import { oneIssuer } from './one-issuer.ts';
import { jwksUnavailable } from './outcome.ts';

const context = createTestContext();
const { key, setUp, setUpWithoutJwks } = oneIssuer(context);
const day = 86_400;

/** Claims of a token that outlives every outage here. */
const longLived = { exp: 4_000_000_000 };

describe('an outage of the JWKS endpoint', () => {
  test('of a day causes one warning per refresh, and ends within 60 s', async () => {
    const { endpoint, authorizer } = await setUp();
    const token = context.token(endpoint, key, longLived);
    await endpoint.close();
    for (let hour = 1; hour < 24; hour += 1) {
      context.advance(3600);
      expect(await authorizer.authorize(token)).toBe('allow');
      expect(await authorizer.authorize(token)).toBe('allow');
    }
    const ages = context.linesOf(logEvents.jwksFetchFailed).map(({ ageSeconds }) => ageSeconds);
    expect(ages).toEqual(Array.from({ length: 23 }, (_, index) => (index + 1) * 3600));

    const restarted = createServer((_, response) =>
      response.end(JSON.stringify({ keys: [key.jwk] })),
    );
    context.closeAtEnd(async () => restarted.close());
    await new Promise<void>((resolve) => {
      restarted.listen(Number(new URL(endpoint.issuer).port), '127.0.0.1', resolve);
    });
    context.advance(60);
    expect(await authorizer.authorize(token)).toBe('allow');
    expect(context.lines.at(-1)).toMatchObject({
      event: logEvents.jwksFetched,
      keys: 1,
      changed: false,
    });
  });

  test('causes no fetch at once while there is no JWKS', async () => {
    const { endpoint, authorize } = await setUpWithoutJwks();
    for (let request = 0; request < 100; request += 1) {
      expect(await authorize()).toBe(jwksUnavailable);
    }
    expect(endpoint.fetches).toBe(1);
    endpoint.publish(key.jwk);
    context.advance(1);
    expect(await authorize()).toBe('allow');
  });

  test('during a rotation causes jwks_unavailable for tokens of the new key, and not a rejection', async () => {
    const { endpoint, authorizer, authorize } = await setUp();
    const successor = signingKey('EdDSA');
    endpoint.answer((_, response) => {
      response.writeHead(500).end();
    });
    const token = context.token(endpoint, successor);
    expect(await authorizer.authorize(token)).toBe(jwksUnavailable);
    expect(await authorizer.authorize(token, 'rest')).toBe(jwksUnavailable);
    expect(await authorize()).toBe('allow');
    expect(context.linesOf(logEvents.tokenRejected)).toEqual([]);
    endpoint.publish(successor.jwk);
    expect(await authorizer.authorize(token)).toBe('allow');
    expect(await authorizer.authorize(token, 'rest')).toBe('allow');
  });
});

describe('when the clock is set back,', () => {
  test('the JWKS is refreshed', async () => {
    const { endpoint, authorize } = await setUp();
    context.advance(-3600);
    expect(await authorize()).toBe('allow');
    expect(endpoint.fetches).toBe(2);
  });

  test('the next fetch after a failed refresh is not postponed', async () => {
    const { endpoint, authorize } = await setUp();
    endpoint.answer(notFound);
    context.advance(300);
    await authorize();
    endpoint.publish(signingKey('EdDSA').jwk);
    context.advance(-3600);
    context.advance(10);
    await authorize();
    expect(endpoint.fetches).toBeGreaterThan(2);
    expect(await authorize()).toBe('rejected: bad_signature');
  });

  test('the JWKS expires after at most another 24 h', async () => {
    const { endpoint, authorizer } = await setUp();
    endpoint.answer(notFound);
    context.advance(-2 * day);
    const token = context.token(endpoint, key, longLived);
    await authorizer.authorize(token);
    context.advance(day);
    expect(await authorizer.authorize(token)).toBe(jwksUnavailable);
  });
});
