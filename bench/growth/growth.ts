import { startKeyEndpoint } from '../../test/key-endpoint.ts';
import { signingKey } from '../../test/signing.ts';
import { alternate, type Contestant } from '../alternate.ts';
import { bundled, startAuthorizer } from '../bundle.ts';
import { ratioRow } from '../ratio.ts';
import type { Row } from '../row.ts';
import { httpEvent } from '../warm/events.ts';
import { audience, benchTokens } from '../warm/tokens.ts';

const count = 1_500;
const part = 'Growth';
const key = signingKey('EdDSA');

interface Case {
  readonly name: string;
  readonly keys?: number;
  readonly issuers?: number;
  readonly tokenBytes?: number;
  readonly scopedRoutes?: number;
}

/** Each is compared with the first: what grows, and by how much. */
const cases: readonly Case[] = [
  { name: '1 key, 1 issuer, 0.3 KiB' },
  { name: '10 keys', keys: 10 },
  { name: '100 keys', keys: 100 },
  { name: '5 issuers', issuers: 5 },
  { name: 'token of 1 KiB', tokenBytes: 1024 },
  { name: 'token of 7 KiB', tokenBytes: 7 * 1024 },
  { name: '1 scoped route', scopedRoutes: 1 },
  { name: '300 scoped routes', scopedRoutes: 300 },
];

/** A decision about a fresh EdDSA token, whatever there is more of. */
export async function growth({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> {
  const endpoint = await startKeyEndpoint();
  const contestants: Contestant[] = [];
  for (const one of cases)
    contestants.push(await contestant(one, endpoint.issuer, endpoint.publish));
  const timings = await alternate(contestants, { rounds, calls: count });
  await endpoint.close();
  return cases
    .slice(1)
    .map(({ name }) => ratioRow({ part, figure: name, timings, name, to: String(cases[0]?.name) }));
}

async function contestant(
  { name, keys = 1, issuers = 1, tokenBytes = 0, scopedRoutes = 0 }: Case,
  issuer: string,
  publish: (...jwks: readonly unknown[]) => void,
): Promise<Contestant> {
  const others = Array.from({ length: keys - 1 }, (_, index) => ({
    ...signingKey('EdDSA').jwk,
    kid: `k${index}`,
  }));
  publish(...others, { ...key.jwk, kid: 'ours' });
  const define = { ROUTE_SCOPES: JSON.stringify(routeScopes(scopedRoutes)) };
  const { handler } = await startAuthorizer(
    // The same endpoint under several names: what counts is that there are several.
    {
      ISSUER: Array.from({ length: issuers }, (_, n) => (n === 0 ? issuer : `${issuer}${n}`)).join(
        ',',
      ),
      AUDIENCE: audience,
    },
    bundled('lambdas/authorizer/handler.ts', define),
  );
  const tokens = benchTokens(key, {
    count,
    kid: 'ours',
    extra: {
      iss: issuer,
      scope: 'orders:read',
      filler: 'x'.repeat(Math.max(0, (tokenBytes - 330) * 0.75)),
    },
  });
  const events = tokens.map(({ header }) => httpEvent(header));
  return { name, run: (index) => handler(events[index]) };
}

function routeScopes(routes: number): Record<string, readonly string[]> {
  if (routes === 0) return {};
  const others = Array.from(
    { length: routes - 1 },
    (_, index) => [`GET /orders/${index}`, ['orders:read']] as const,
  );
  return { ...Object.fromEntries(others), 'GET /protected': ['orders:read'] };
}
