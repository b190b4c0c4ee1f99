import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { callerOf } from '../../contract/caller.ts';
import { authorizerEvents } from '../authorizer-events.ts';
import { coldStart, type LoadedFunction } from '../bundles.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { audience, createConformanceContext, now } from './context.ts';

// What a handler reads of a token's scopes and forwarded claims, after API Gateway passed them on.

const endpoint = await startKeyEndpoint();
const context = createConformanceContext(endpoint.issuer, `${endpoint.issuer}/second`);
let authorizer: LoadedFunction;

beforeAll(async () => {
  vi.spyOn(Date, 'now').mockReturnValue(now * 1000);
  vi.spyOn(console, 'info').mockImplementation(() => {});
  endpoint.publish(...context.jwks.keys);
  authorizer = await coldStart('authorizer', {
    ISSUER: endpoint.issuer,
    AUDIENCE: audience,
    FORWARD_CLAIMS: 'x,roles,__proto__',
  });
});
afterAll(() => endpoint.close());

async function contextOf(token: string): Promise<Readonly<Record<string, unknown>>> {
  const result = await authorizer.handler(authorizerEvents.http(`Bearer ${token}`));
  return (result as { readonly context: Readonly<Record<string, unknown>> }).context;
}

/** Returns the caller that a handler behind each API type reads: a REST API turns every value into text. */
async function callersOf(token: string) {
  const written = await contextOf(token);
  const asText = Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, String(value)]),
  );
  return [{ lambda: written }, asText].map((authorizer) =>
    callerOf({ requestContext: { authorizer } }, { seconds: now, leewaySeconds: 0 }),
  );
}

test.each<[string, object, readonly string[]]>([
  ['scope as text', { scope: 'openid orders:read' }, ['openid', 'orders:read']],
  ['scp as text', { scp: 'openid orders:read' }, ['openid', 'orders:read']],
  ['scp as a list', { scp: ['openid', 'orders:read'] }, ['openid', 'orders:read']],
  ['scope before scp', { scope: 'openid', scp: 'orders:write' }, ['openid']],
  ['scp in an object', { scp: { read: true } }, []],
  ['scp as a list with a number', { scp: ['openid', 1] }, []],
  ['scope with several spaces', { scope: '  openid   email ' }, ['openid', 'email']],
  ['scope with a quote', { scope: 'openid "' }, ['openid']],
])('a handler reads the scopes of a token with %s', async (_, claims, scopes) => {
  for (const caller of await callersOf(context.token(claims)))
    expect(caller).toMatchObject({ sub: 'alice', scopes });
});

const start = JSON.stringify(context.claims).slice(0, -1);

test.each<[string, string, object]>([
  ['a text with quotes and non-ASCII', '"\\"zo\u00eb\\" {}"', { x: '"zo\u00eb" {}' }],
  ['a number', '1.5', { x: 1.5 }],
  ['the largest number', '1e308', { x: 1e308 }],
  ['false', 'false', { x: false }],
  ['an empty text', '""', { x: '' }],
  ['a list of texts', '["a","b,c"]', { x: ['a', 'b,c'] }],
  ['an empty list', '[]', { x: [] }],
])('a handler reads a forwarded claim that is %s', async (_, json, claims) => {
  for (const caller of await callersOf(context.withPayload(`${start},"x":${json}}`)))
    expect(caller).toMatchObject({ sub: 'alice', claims });
});

test.each([
  ['a number beyond the range', '1e400'],
  ['a negative number beyond the range', '-1e400'],
  ['a lone surrogate', '"\\ud800"'],
  ['a list with a lone surrogate', '["a","\\udfff"]'],
  ['a NUL', '"a\\u0000b"'],
  ['null', 'null'],
  ['an object', '{"a":"b"}'],
  ['a list with a number', '["a",1]'],
  ['a nested list', '[["a"]]'],
  ['a text of 257 characters', JSON.stringify('x'.repeat(257))],
  ['a list of more than 256 characters', JSON.stringify(Array(100).fill('abc'))],
])('a claim that is %s is not forwarded, and the handler reads the others', async (_, json) => {
  const token = context.withPayload(`${start},"x":${json},"roles":["admin"]}`);
  for (const caller of await callersOf(token))
    expect(caller).toMatchObject({ sub: 'alice', claims: { roles: ['admin'] } });
  for (const caller of await callersOf(token)) expect(caller?.claims).not.toHaveProperty('x');
});

test('the context has no quotes in its forwarded claims, and none of an inherited name', async () => {
  const written = await contextOf(
    context.withPayload(`${start},"x":"\\"","__proto__":{"sub":"admin"}}`),
  );
  expect(written['forwardedClaims']).toMatch(/^[\w-]+$/);
  expect(written).toMatchObject({ iss: endpoint.issuer, sub: 'alice' });
});
