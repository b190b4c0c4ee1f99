import { authorizerSettings } from '../../contract/authorizer-environment.ts';
import { createAuthorize } from './authorize.ts';
import { createFetchBudget } from './fetch-budget.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import { createKeySource, type KeySource, type KeyTimes } from './key-source.ts';
import { log } from './log.ts';
import { type AuthorizerAnswer, policyFor } from './policy.ts';
import { createVerifyToken } from './verify-token.ts';

/** A REST API's TOKEN authorizer event. */
interface TokenEvent {
  readonly type: 'TOKEN';
  readonly authorizationToken?: string;
  readonly methodArn: string;
}

/** An HTTP API's REQUEST authorizer event, payload format 2.0, as far as it is read here. */
interface RequestEvent {
  readonly version: '2.0';
  readonly type: 'REQUEST';
  readonly routeArn: string;
  readonly identitySource?: readonly string[] | null;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

const times: KeyTimes = {
  refreshAfterMs: 300_000,
  trustForMs: 86_400_000,
  fetchDeadlineMs: 2_000,
  refreshDeadlineMs: 1_000,
  retryAfterMs: 10_000,
};

const settings = authorizerSettings(process.env);
const now = () => Date.now();
const keySources = new Map(settings.issuers.map((issuer) => [issuer, keySource(issuer)]));
const authorize = createAuthorize(createVerifyToken({ keySources, expectations: settings, now }));

// Fetched while Lambda initialises, with more CPU than an invocation gets. If it fails, the first
// request tries again.
await Promise.allSettled([...keySources.values()].map(async (source) => source.current()));

/**
 * API Gateway's authorizer: allows or denies the request that the event describes.
 * @throws on a REST API `Unauthorized`, the one way there to answer 401; on both, when it cannot
 *   be told whether the token is good, which API Gateway answers with 500
 */
export async function handler(event: TokenEvent | RequestEvent): Promise<AuthorizerAnswer> {
  const isRest = event.type === 'TOKEN';
  const decision = await authorize(isRest ? event.authorizationToken : presented(event));
  if (!decision.allowed) {
    log.refused(decision.reason);
    if (isRest) throw new Error('Unauthorized');
  }
  return policyFor(decision, isRest ? event.methodArn : event.routeArn);
}

/** What API Gateway took for the caller's identity, and may remember the answer by. */
function presented({ identitySource, headers }: RequestEvent): string | undefined {
  return identitySource?.[0] ?? headers?.['authorization'];
}

function keySource(issuer: string): KeySource {
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  return createKeySource({
    issuer,
    times,
    budget: createFetchBudget(now),
    fetchKeySet: (deadlineMs) => fetchKeySet(url, deadlineMs),
    now,
    log,
  });
}
