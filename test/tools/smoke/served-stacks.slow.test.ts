import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiTypes } from '../../../contract/api-type.ts';
import type { Route } from '../../../lib/api/route.ts';
import { startZuplo } from '../../../local/zuplo/zuplo-server.ts';
import { givenToken } from '../../../tools/smoke/given-token.ts';
import { runChecks, type SmokeTest } from '../../../tools/smoke/run-checks.ts';
import { standInTokens } from '../../../tools/smoke/stand-in-tokens.ts';
import { audience } from '../../access-tokens.ts';
import { fixtureRoutes } from '../../fixture-routes.ts';
import { type ServedStack, serveStack } from '../../served-stack.ts';

// The fixture stack, served by the local gateway, with tokens of the Zuplo stand-in.

const routes: readonly Route[] = [
  ...fixtureRoutes,
  {
    method: 'POST',
    path: '/orders/{id}',
    access: 'protected',
    scopes: ['orders:read', 'orders:write'],
    handler: 'protected',
  },
];
const zuplo = await startZuplo({ port: 0, audience, log: () => {} });
afterAll(() => zuplo.close());
// Keys are published when they are first used, and the JWKS is fetched again only a few times a minute.
await Promise.all(
  (['RS256', 'PS256', 'ES512'] as const).map((algorithm) => zuplo.token({ algorithm })),
);

describe.each(apiTypes)('smoke, on a served stack of API type %s,', (api) => {
  let stack: ServedStack;
  beforeAll(async () => {
    stack = await serveStack(api, routes, { issuer: zuplo.issuer, realm: 'another-realm' });
  });
  afterAll(() => stack?.close());

  async function smokeOf(options: Partial<SmokeTest>) {
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const url = new URL(stack.url);
    const status = await runChecks({ url, routes, timeoutMs: 10_000, ...options, log });
    return { status, lines, summary: lines.at(-1) };
  }

  test('passes with the tokens of the stand-in', async () => {
    const tokens = await standInTokens(zuplo.url);
    const { status, lines } = await smokeOf({ tokens, write: true });
    expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([
      `${new URL(stack.url).href} (${api === 'http' ? 'HTTP API' : 'REST API'})`,
      '29 ok, 0 failed',
    ]);
    expect(status).toBe(0);
  });

  test.each(['EdDSA', 'RS256', 'PS256', 'ES512'] as const)(
    'passes with a given token (%s)',
    async (algorithm) => {
      const token = await zuplo.token({ algorithm });
      const { status, summary } = await smokeOf({ tokens: givenToken(token, Date.now() / 1000) });
      expect(summary).toBe('20 ok, 0 failed, 7 not run (need tokens signed on demand (--zuplo))');
      expect(status).toBe(0);
    },
  );

  test('is inconclusive with a token of another issuer', async () => {
    const token = await zuplo.token({ claims: { iss: 'https://other.example' } });
    const { status, lines } = await smokeOf({ tokens: givenToken(token, Date.now() / 1000) });
    const unclear = lines.filter((line) => line.startsWith('unclear'));
    expect(unclear[0]).toContain('valid token');
    expect(status).toBe(2);
  });

  test('passes without a token, and with a slash at the end of the URL', async () => {
    const { status, summary } = await smokeOf({ url: new URL(`${stack.url}/`) });
    expect(summary).toMatch(/^11 ok, 0 failed, 18 not run /);
    expect(status).toBe(0);
  });
});
