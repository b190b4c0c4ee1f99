import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { coldStart, type LoadedFunction } from '../bundles.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { flavours } from './ask.ts';
import type { ConformanceCase, PublishedSet } from './conformance-case.ts';
import { themes } from './themes.ts';
import { audience, createWorld, leewaySeconds, now, secondAudience } from './world.ts';

// Every row is put to the bundle that would be deployed, as both flavours of API Gateway would, with
// a key endpoint on a loopback socket and a clock that stands still.

const endpoint = await startKeyEndpoint();
const origin = new URL(endpoint.issuer).origin;
const world = createWorld(endpoint.issuer, `${origin}/second`);
const suite = themes(world);

beforeAll(() => {
  vi.spyOn(Date, 'now').mockReturnValue(now * 1000);
  vi.spyOn(console, 'info').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterAll(() => endpoint.close());

/** Publishes a key set, and starts the function anew. */
async function authorizerFor(keySet: PublishedSet): Promise<LoadedFunction> {
  endpoint.answer(({ url }, response) => {
    const isSecond = url?.startsWith('/second/') === true;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isSecond ? world.secondKeySet : keySet));
  });
  return coldStart('authorizer', {
    ISSUER: `${world.issuer},${world.secondIssuer}`,
    AUDIENCE: `${audience},${secondAudience}`,
    LEEWAY_SECONDS: String(leewaySeconds),
  });
}

/** Rows that share a key set share a cold start. */
function batches(cases: readonly ConformanceCase[]): readonly (readonly ConformanceCase[])[] {
  return [...Map.groupBy(cases, ({ keySet }) => keySet ?? world.keySet).values()];
}

describe.each(suite)('$title', ({ cases }) => {
  for (const batch of batches(cases)) {
    let started: Promise<LoadedFunction> | undefined;
    for (const row of batch) {
      test(`${row.expected}: ${row.name} (${row.rfc})`, async () => {
        started ??= authorizerFor(row.keySet ?? world.keySet);
        const authorizer = await started;
        const authorization = row.token === undefined ? row.authorization : `Bearer ${row.token}`;
        const { expected: outcome, sub } = row;
        const wanted = outcome === 'allow' ? { outcome, sub } : { outcome };
        expect({
          http: await flavours.http(authorizer, authorization),
          rest: await flavours.rest(authorizer, authorization),
        }).toEqual({ http: wanted, rest: wanted });
      });
    }
  }
});

test('at least 250 rows, of which at least 80 pass, each with a name of its own', () => {
  const rows = suite.flatMap(({ cases }) => cases);
  expect(rows.length).toBeGreaterThanOrEqual(250);
  expect(rows.filter(({ expected }) => expected === 'allow').length).toBeGreaterThanOrEqual(80);
  const names = suite.flatMap(({ title, cases }) => cases.map(({ name }) => `${title}: ${name}`));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
