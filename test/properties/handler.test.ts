import { createPublicKey } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { rejectionReasons } from '../../contract/log-events.ts';
import { authorizerEvents, methodArn } from '../authorizer-events.ts';
import { coldStart, type LoadedFunction } from '../bundles.ts';
import { leaks, unsafeLines } from '../faults/leaks.ts';
import { type KeyEndpoint, startKeyEndpoint } from '../key-endpoint.ts';
import { signingKey } from '../signing.ts';
import { arbitraryEvents } from './arbitrary-events.ts';
import { arbitraryAuthorizations, type TokenSource } from './arbitrary-tokens.ts';
import { expectedCaller } from './expected-caller.ts';

const published = ['EdDSA', 'RS256', 'PS256', 'ES256'].map(signingKey);
const keys = published.map(({ alg, privateKey }) => ({
  alg,
  publicKey: createPublicKey(privateKey),
}));
const audience = 'your-audience';
const lines: object[] = [];

let endpoint: KeyEndpoint;
let authorizer: LoadedFunction;
let source: TokenSource;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line) => lines.push(line));
  }
  endpoint = await startKeyEndpoint();
  endpoint.publish(...published.map(({ alg, jwk }) => ({ ...jwk, kid: alg })));
  const { issuer } = endpoint;
  source = { issuer, audience, published, unpublished: signingKey('EdDSA') };
  authorizer = await coldStart('authorizer', { ISSUER: issuer, AUDIENCE: audience });
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  await endpoint.close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Invokes the handler, and asserts that it does not change the event. */
async function invoke(event: unknown) {
  const before = structuredClone(event);
  const result = await authorizer.handler(event).then(
    (policy) => ({ policy }),
    (error: unknown) => ({ error }),
  );
  expect(isDeepStrictEqual(event, before), 'the event is unchanged').toBe(true);
  return result;
}

/** Asserts that API Gateway accepts the policy; returns its effect. */
function effectOf(policy: unknown, arn: string): 'Allow' | 'Deny' {
  expect(policy).toEqual({
    principalId: expect.stringMatching(/./s),
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: expect.stringMatching(/^(Allow|Deny)$/),
          Resource: `${arn.split('/').slice(0, 2).join('/')}/*`,
        },
      ],
    },
    context: expect.any(Object),
  });
  const { policyDocument, context } = policy as {
    readonly policyDocument: { readonly Statement: readonly { Effect: 'Allow' | 'Deny' }[] };
    readonly context: object;
  };
  for (const value of Object.values(context))
    expect(typeof value).toMatch(/^(string|number|boolean)$/);
  return policyDocument.Statement[0]?.Effect ?? 'Deny';
}

const callerOf = (authorization: unknown) =>
  expectedCaller(authorization, {
    ...{ keys, audience, issuer: endpoint.issuer, nowSeconds: Date.now() / 1000 },
  });

/** Reasons that need a setting or a scope, which this authorizer does not have. */
const notConfigured = ['lifetime_too_long', 'denied_subject', 'wrong_claim', 'insufficient_scope'];
const expectedReasons = rejectionReasons.filter((reason) => !notConfigured.includes(reason));

test.each(apiTypes)(
  'for any Authorization header (%s), the handler allows only callers with a valid token, and rejects the rest',
  async (apiType) => {
    let allowed = 0;
    const property = fc.asyncProperty(arbitraryAuthorizations(source), async (authorization) => {
      const result = await invoke(authorizerEvents[apiType](authorization));
      if ('error' in result) {
        expect(apiType).toBe('rest');
        expect(result.error).toEqual(expect.objectContaining({ message: 'Unauthorized' }));
        return;
      }
      if (effectOf(result.policy, methodArn) === 'Deny') return;
      allowed += 1;
      const caller = callerOf(authorization);
      expect(caller).toBeDefined();
      expect(result.policy).toMatchObject({ principalId: caller?.sub, context: { ...caller } });
    });
    // With a seed, so that all reasons are met: the property holds for a handler that rejects everything.
    await fc.assert(property, { seed: 7, numRuns: 700 });
    expect(allowed).toBeGreaterThan(50);
    const met = lines.map((line) => (line as { readonly reason?: string }).reason);
    expect(expectedReasons.filter((reason) => !met.includes(reason))).toEqual([]);
    expect(leaks({ lines, visible: [], tokens: [], canary: 'eyJ' })).toEqual([]);
  },
);

describe('for any event', () => {
  test('the handler returns a policy for its stage, or throws Unauthorized or internal', async () => {
    const seen: Record<string, number> = { policy: 0, Unauthorized: 0, internal: 0 };
    const events = arbitraryEvents(arbitraryAuthorizations(source));
    const property = fc.asyncProperty(events, async (event) => {
      const result = await invoke(event);
      const members = Object(event) as Readonly<Record<string, unknown>>;
      const isRest = members['type'] === 'TOKEN';
      if ('error' in result) {
        const { message } = result.error as Error;
        expect(message).toMatch(isRest ? /^(Unauthorized|internal)$/ : /^internal$/);
        seen[message] = (seen[message] ?? 0) + 1;
        return;
      }
      seen['policy'] = (seen['policy'] ?? 0) + 1;
      const arn = String(isRest ? members['methodArn'] : members['routeArn']);
      if (effectOf(result.policy, arn) === 'Deny') return;
      const authorizations = [
        members['authorizationToken'],
        members['identitySource'],
        Object(members['headers'])['authorization'],
      ];
      expect(authorizations.flat().map(callerOf)).toContainEqual(expect.anything());
    });
    await fc.assert(property, { seed: 3, numRuns: 700 });
    for (const [result, times] of Object.entries(seen)) {
      expect(times, result).toBeGreaterThan(20);
    }
    expect(unsafeLines(lines)).toEqual([]);
  });
});
