import { authorizerSettings } from '../../contract/settings.ts';
import { createAuthorize } from './authorize.ts';
import { AuthorizerError } from './authorizer-error.ts';
import { type AuthorizationRequest, parseAuthorizerEvent } from './authorizer-event.ts';
import { cachePolicy } from './jwks/cache-policy.ts';
import { fetchJwks } from './jwks/fetch-jwks.ts';
import { createJwksCache, type JwksCache } from './jwks/jwks-cache.ts';
import { createRateLimiter } from './jwks/rate-limiter.ts';
import { jwksLog, logAuthorizerError, logTokenRejected } from './log.ts';
import { type AuthorizerResult, policyFor } from './policy.ts';
import { createRequiredScopes, type RouteScopes } from './route-scopes.ts';
import { createVerifyToken } from './token/verify-token.ts';

/** The protected routes with their scopes, put here by the bundler; empty if no route asks for any. */
declare const ROUTE_SCOPES: RouteScopes;

const settings = authorizerSettings(process.env);
const now = () => Date.now();
const jwksCaches = new Map(settings.issuers.map((issuer) => [issuer, jwksCache(issuer)]));
const authorize = createAuthorize(createVerifyToken({ jwksCaches, expectations: settings, now }));
const requiredScopes = createRequiredScopes(ROUTE_SCOPES);

// Fetched while Lambda initialises, with more CPU than an invocation gets. If it fails, the first
// request tries again.
await Promise.allSettled([...jwksCaches.values()].map(async (source) => source.current()));

/**
 * API Gateway's authorizer: allows or denies the request that the event describes.
 * @throws on a REST API `Unauthorized`, the one way there to answer 401; on both, a {@link AuthorizerError}
 *   when it cannot be told whether the token is good, which API Gateway answers with 500
 */
export async function handler(event: unknown): Promise<AuthorizerResult> {
  try {
    return await answer(parseAuthorizerEvent(event));
  } catch (error) {
    if (error instanceof Unauthorized) throw error;
    const reason = error instanceof AuthorizerError ? error.reason : 'internal';
    logAuthorizerError(error, reason);
    throw new AuthorizerError(reason);
  }
}

async function answer(request: AuthorizationRequest): Promise<AuthorizerResult> {
  const decision = await authorize(request.authorization, scopesFor(request));
  if (!decision.allowed) {
    logTokenRejected(decision, request);
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

function jwksCache(issuer: string): JwksCache {
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  return createJwksCache({
    issuer,
    // Nobody gains by guessing these: they need no cryptographic random numbers.
    times: cachePolicy(settings, Math.random),
    budget: createRateLimiter(now),
    fetchJwks: (deadlineMs, mayRetry) => fetchJwks(url, deadlineMs, mayRetry),
    now,
    log: jwksLog,
  });
}
