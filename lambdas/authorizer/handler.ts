import { authorizerSettings } from '../../contract/settings.ts';
import { createAuthorize } from './authorize.ts';
import { Failure } from './authorizer-error.ts';
import { createFetchBudget } from './jwks/rate-limiter.ts';
import { fetchKeySet } from './jwks/fetch-jwks.ts';
import { createKeySource, type KeySource } from './jwks/jwks-cache.ts';
import { keyTimes } from './jwks/cache-policy.ts';
import { keyLog, logFailed, logRefused } from './log.ts';
import { type AuthorizerAnswer, policyFor } from './policy.ts';
import { type AuthorizationRequest, authorizationRequest } from './authorizer-event.ts';
import { createRequiredScopes, type RouteScopes } from './route-scopes.ts';
import { createVerifyToken } from './token/verify-token.ts';

/** The protected routes with their scopes, put here by the bundler; empty if no route asks for any. */
declare const ROUTE_SCOPES: RouteScopes;

const settings = authorizerSettings(process.env);
const now = () => Date.now();
const keySources = new Map(settings.issuers.map((issuer) => [issuer, keySource(issuer)]));
const authorize = createAuthorize(createVerifyToken({ keySources, expectations: settings, now }));
const requiredScopes = createRequiredScopes(ROUTE_SCOPES);

// Fetched while Lambda initialises, with more CPU than an invocation gets. If it fails, the first
// request tries again.
await Promise.allSettled([...keySources.values()].map(async (source) => source.current()));

/**
 * API Gateway's authorizer: allows or denies the request that the event describes.
 * @throws on a REST API `Unauthorized`, the one way there to answer 401; on both, a {@link Failure}
 *   when it cannot be told whether the token is good, which API Gateway answers with 500
 */
export async function handler(event: unknown): Promise<AuthorizerAnswer> {
  try {
    return await answer(authorizationRequest(event));
  } catch (error) {
    if (error instanceof Unauthorized) throw error;
    const reason = error instanceof Failure ? error.reason : 'internal';
    logFailed(error, reason);
    throw new Failure(reason);
  }
}

async function answer(request: AuthorizationRequest): Promise<AuthorizerAnswer> {
  const decision = await authorize(request.authorization, scopesFor(request));
  if (!decision.allowed) {
    logRefused(decision, request);
    // A REST API answers a Deny with 403, which is right for a scope and nothing else.
    if (request.flavour === 'rest' && decision.reason !== 'insufficient_scope')
      throw new Unauthorized();
  }
  return policyFor(decision, request);
}

function scopesFor({ flavour, route }: AuthorizationRequest): readonly string[] | undefined {
  return flavour === 'http' ? requiredScopes.byRouteKey(route) : requiredScopes.byMethodArn(route);
}

/** A REST API answers 401 to an error with this very message, and 500 to any other. */
class Unauthorized extends Error {
  constructor() {
    super('Unauthorized');
  }
}

function keySource(issuer: string): KeySource {
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  return createKeySource({
    issuer,
    // Nobody gains by guessing these: they need no cryptographic random numbers.
    times: keyTimes(settings, Math.random),
    budget: createFetchBudget(now),
    fetchKeySet: (deadlineMs, mayRetry) => fetchKeySet(url, deadlineMs, mayRetry),
    now,
    log: keyLog,
  });
}
