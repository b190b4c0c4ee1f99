import { createPublicKey } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { coldStart, type LoadedFunction } from '../bundles.ts';
import { arn, events, flavours } from '../faults/events.ts';
import { illegibleLines, leaks } from '../faults/leaks.ts';
import { type KeyEndpoint, startKeyEndpoint } from '../key-endpoint.ts';
import { signingKey } from '../signing.ts';
import { arbitraryEvents } from './arbitrary-events.ts';
import { arbitraryAuthorizations, type TokenSource } from './arbitrary-tokens.ts';
import { deservedCaller } from './independent-verdict.ts';

const published = ['EdDSA', 'RS256', 'ES256'].map(signingKey);
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
  source = { issuer, audience, published, stranger: signingKey('EdDSA') };
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

const seldomHangs = { timeout: 3_000 };
const scalars = (context: object) => Object.values(context).map((value) => typeof value);

/** What the handler does with an event: a policy, or an error, and nothing else. */
async function answered(event: unknown) {
  const before = structuredClone(event);
  const outcome = await authorizer.handler(event).then(
    (policy) => ({ policy }),
    (error: unknown) => ({ error }),
  );
  expect(isDeepStrictEqual(event, before), 'the event is as it was').toBe(true);
  return outcome;
}

/** Says what is wrong with an answer; nothing, for a policy that API Gateway takes. */
function expectWellFormed(policy: unknown, stage: string): 'Allow' | 'Deny' {
  expect(policy).toEqual({
    principalId: expect.any(String),
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: expect.stringMatching(/^(Allow|Deny)$/),
          Resource: `${stage}/*`,
        },
      ],
    },
    context: expect.any(Object),
  });
  const { policyDocument, context, principalId } = policy as {
    readonly principalId: string;
    readonly policyDocument: {
      readonly Statement: readonly { readonly Effect: 'Allow' | 'Deny' }[];
    };
    readonly context: object;
  };
  expect(principalId).not.toBe('');
  for (const type of scalars(context)) expect(type).toMatch(/^(string|number|boolean)$/);
  return policyDocument.Statement[0]?.Effect ?? 'Deny';
}

const stage = arn.split('/').slice(0, 2).join('/');
const mayAllow = () => ({ keys, audience, issuer: endpoint.issuer, nowSeconds: Date.now() / 1000 });

/** What a suite of arbitrary tokens must have met, or it shows less than it says. */
const reasons = [
  'malformed_header',
  'malformed_token',
  'unsupported_algorithm',
  'unsupported_type',
  'unsupported_critical_header',
  'unknown_issuer',
  'unknown_key',
  'bad_signature',
  'wrong_audience',
  'expired',
  'not_yet_valid',
  'missing_expiry',
  'missing_subject',
];

describe.each(flavours)('for any Authorization header, on %s,', (flavour) => {
  test('the handler allows only who was really signed for, and answers or refuses the rest', async () => {
    let allowed = 0;
    const judge = fc.asyncProperty(arbitraryAuthorizations(source), async (authorization) => {
      const outcome = await answered(events[flavour](authorization));
      if ('error' in outcome) {
        expect(flavour).toBe('rest');
        expect(outcome.error).toEqual(expect.objectContaining({ message: 'Unauthorized' }));
        return;
      }
      const effect = expectWellFormed(outcome.policy, stage);
      if (effect === 'Deny') return;
      allowed += 1;
      const caller = deservedCaller(authorization, mayAllow());
      expect(caller, 'somebody deserves it').toBeDefined();
      expect(outcome.policy).toMatchObject({ principalId: caller?.sub, context: { ...caller } });
    });
    // With a seed, for the property would hold of a handler that answers one thing only, and what
    // is met to rule that out must not be a matter of luck.
    await fc.assert(judge, { seed: 2, numRuns: 1_000, ...seldomHangs });
    expect(allowed).toBeGreaterThan(50);
    const met = lines.map((line) => (line as { readonly reason?: string }).reason);
    expect(reasons.filter((reason) => !met.includes(reason))).toEqual([]);
    expect(leaks({ lines, shown: [], asked: [], canary: 'eyJ' })).toEqual([]);
  });
});

describe('for any event', () => {
  test('the handler answers with a policy of its stage or throws one of the known errors', async () => {
    const seen: Record<string, number> = { policy: 0, Unauthorized: 0, internal: 0 };
    const judge = fc.asyncProperty(
      arbitraryEvents(arbitraryAuthorizations(source)),
      async (event) => {
        const outcome = await answered(event);
        const said = Object(event) as Readonly<Record<string, unknown>>;
        if ('error' in outcome) {
          const { message } = outcome.error as Error;
          expect(message).toMatch(
            said['type'] === 'TOKEN' ? /^(Unauthorized|internal)$/ : /^internal$/,
          );
          seen[message] = (seen[message] ?? 0) + 1;
          return;
        }
        const own = String(said['type'] === 'TOKEN' ? said['methodArn'] : said['routeArn']);
        const effect = expectWellFormed(outcome.policy, own.split('/').slice(0, 2).join('/'));
        seen['policy'] = (seen['policy'] ?? 0) + 1;
        if (effect === 'Deny') return;
        const texts = [
          said['authorizationToken'],
          said['identitySource'],
          Object(said['headers'])['authorization'],
        ];
        const deserved = texts.flat().map((text) => deservedCaller(text, mayAllow()));
        expect(
          deserved.some((caller) => caller !== undefined),
          'somebody deserves it',
        ).toBe(true);
      },
    );
    await fc.assert(judge, { numRuns: 1_500, ...seldomHangs });
    for (const [outcome, times] of Object.entries(seen)) {
      expect(times, outcome).toBeGreaterThan(20);
    }
    expect(illegibleLines(lines)).toEqual([]);
  });
});
