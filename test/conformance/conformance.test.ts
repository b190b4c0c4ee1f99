import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { coldStart, type LoadedFunction } from '../bundles.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { authorize } from './authorize.ts';
import type { ConformanceCase } from './conformance-case.ts';
import {
  audience,
  createConformanceContext,
  leewaySeconds,
  now,
  secondAudience,
} from './context.ts';
import { noOtherSettings } from './settings.ts';
import { conformanceTopics } from './topics.ts';

// Sends every case to the deployed bundle, as both API types do, with a JWKS endpoint on a loopback
// socket and a stopped clock.

const endpoint = await startKeyEndpoint();
const { origin } = new URL(endpoint.issuer);
const context = createConformanceContext(endpoint.issuer, `${origin}/second`);
const topics = conformanceTopics(context);

beforeAll(() => {
  vi.spyOn(Date, 'now').mockReturnValue(now * 1000);
  vi.spyOn(console, 'info').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterAll(() => endpoint.close());

/** Publishes the case's JWKS and cold-starts the authorizer with its settings. */
async function authorizerFor({
  jwks = context.jwks,
  environment,
}: ConformanceCase): Promise<LoadedFunction> {
  endpoint.answer(({ url }, response) => {
    const isSecond = url?.startsWith('/second/') === true;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isSecond ? context.secondJwks : jwks));
  });
  return coldStart('authorizer', {
    ISSUER: `${context.issuer},${context.secondIssuer}`,
    AUDIENCE: `${audience},${secondAudience}`,
    LEEWAY_SECONDS: String(leewaySeconds),
    ...noOtherSettings,
    ...environment,
  });
}

/** Cases with the same settings and the same JWKS share a cold start. */
function sharingColdStart(cases: readonly ConformanceCase[]) {
  return [...Map.groupBy(cases, ({ environment }) => environment).values()].flatMap((members) => [
    ...Map.groupBy(members, ({ jwks }) => jwks).values(),
  ]);
}

function title({ name, rfc, expected }: ConformanceCase): string {
  return expected === 'allow'
    ? `the authorizer allows ${name} (${rfc})`
    : `the authorizer rejects ${name} as ${expected} (${rfc})`;
}

describe.each(topics)('$title:', ({ cases }) => {
  for (const members of sharingColdStart(cases)) {
    let started: Promise<LoadedFunction> | undefined;
    for (const row of members) {
      test(title(row), async () => {
        started ??= authorizerFor(row);
        const authorizer = await started;
        const authorization = row.token === undefined ? row.authorization : `Bearer ${row.token}`;
        const { expected: outcome, sub = 'alice' } = row;
        const result = outcome === 'allow' ? { outcome, sub } : { outcome };
        expect({
          http: await authorize(authorizer, 'http', authorization),
          rest: await authorize(authorizer, 'rest', authorization),
        }).toEqual({ http: result, rest: result });
      });
    }
  }
});

test('the suite has at least 1,000 cases, at least 250 of them allowed, with unique names', () => {
  const all = topics.flatMap(({ cases }) => cases);
  expect(all.length).toBeGreaterThanOrEqual(1_000);
  expect(all.filter(({ expected }) => expected === 'allow').length).toBeGreaterThanOrEqual(250);
  const names = topics.flatMap(({ title: topic, cases }) =>
    cases.map(({ name }) => `${topic}: ${name}`),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
