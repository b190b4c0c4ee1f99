import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { signingKey } from '../signing.ts';
import { createBounds } from './bounds.ts';
import { type Flood, floodNames, floods } from './flood-tokens.ts';
import { pourFlood } from './pour-flood.ts';
import { type Authorizer, audience, createWorld } from './world.ts';

const world = createWorld();
const bounds = createBounds();
const bare = signingKey('EdDSA');
const zuplo = { ...bare, jwk: { ...bare.jwk, kid: 'current' } };
const size = 1_000;
/** Ten, less the one of initialisation, less two that are kept for refreshes that are due. */
const affordable = 7;
/** Floods that no key explains: one that names keys, and one that does not. */
const unexplained = ['unknown kids', 'forged signatures without kid'];

let endpoint: KeyEndpoint;
let authorizer: Authorizer;

beforeEach(async () => {
  endpoint = await world.endpoint(zuplo.jwk);
  authorizer = await world.start(endpoint);
});
afterEach(() => {
  expect(world.linesOf('failed')).toEqual([]);
});

function floodOf(name: string): Flood {
  const flood = floods(endpoint, zuplo, audience).find((one) => one.name === name);
  if (flood === undefined) throw new Error(`no flood of ${name}`);
  return flood;
}

const good = (index: number) => world.token(endpoint, zuplo, { jti: `${index}` });

describe.each(floodNames)('a flood of 1,000 %s', (name) => {
  test('is refused, costs few fetches or none, and is not felt by legitimate callers', async () => {
    const { token, refusal, mayFetch } = floodOf(name);
    const { forged, legitimate } = await pourFlood({ authorizer, size, forged: token, good });
    expect(forged.verdicts).toEqual([refusal]);
    expect(legitimate.verdicts).toEqual(['allow']);
    expect(world.linesOf('refused')).toHaveLength(size);
    bounds.atMost(`fetches: 1,000 ${name}`, mayFetch ? affordable : 0, endpoint.fetches - 1);
    bounds.atMost('slowest legitimate answer in any of these', 150, legitimate.slowestMs, ' ms');
  });
});

describe.each(unexplained)('a flood of 1,000 %s', (name) => {
  test('all at once is refused by few fetches', async () => {
    const { token, refusal } = floodOf(name);
    const tokens = Array.from({ length: size }, (_, index) => token(index));
    const verdicts = await Promise.all(tokens.map((one) => authorizer.ask(one)));
    expect([...new Set(verdicts)]).toEqual([refusal]);
    bounds.atMost('fetches: any of these, all at once', affordable, endpoint.fetches - 1);
  });

  test('over a minute costs ten fetches more', async () => {
    const { token } = floodOf(name);
    for (let index = 0; index < size; index += 1) {
      world.pass(0.06);
      await authorizer.ask(token(index));
    }
    bounds.atMost('fetches: any of these, over a minute', affordable + 10, endpoint.fetches - 1);
  });
});

describe.each(unexplained)('during a flood of %s', (name) => {
  test.each([
    ['with a new kid', { kid: 'next' }],
    ['without kid', {}],
    ['under the same kid', { kid: 'current' }],
  ])('a rotation %s is noticed within 6 s', async (rotation, header) => {
    const { token } = floodOf(name);
    let index = 0;
    const pourSome = async () => {
      for (const end = index + 20; index < end; index += 1) await authorizer.ask(token(index));
    };
    await pourSome();
    const successor = signingKey('EdDSA');
    endpoint.publish({ ...successor.jwk, ...header });
    let seconds = -1;
    let verdict = '';
    while (verdict !== 'allow' && seconds < 60) {
      await pourSome();
      verdict = await authorizer.ask(world.token(endpoint, successor, {}, header));
      world.pass(1);
      seconds += 1;
    }
    bounds.atMost(`a rotation ${rotation} is noticed during a flood`, 6, seconds, ' s');
  });

  test('a refresh that is due finds budget left', async () => {
    const { token } = floodOf(name);
    // The longest times there are: the flood is over in the second before the keys are due, not after.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0);
    authorizer = await world.start(endpoint);
    random.mockRestore();
    world.pass(299);
    // Nothing that the flood fetches is a refresh: the endpoint gives it no key set.
    endpoint.answer((_, response) => response.writeHead(404).end());
    for (let index = 0; index < 100; index += 1) await authorizer.ask(token(index));
    endpoint.publish(zuplo.jwk);
    const fetched = endpoint.fetches;
    for (let seconds = 0; seconds < 10; seconds += 1) {
      world.pass(1);
      expect(await authorizer.ask(good(seconds))).toBe('allow');
    }
    expect(endpoint.fetches - fetched).toBe(1);
    expect(world.lines.at(-1)).toMatchObject({ event: 'jwks_fetched', changed: false });
  });
});
