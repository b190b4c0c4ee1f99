import { decodeAuthorizerSettings, issuerPolicies } from '../../contract/settings.ts';
import { createAuthorize } from './authorize.ts';
import { AuthorizerError } from './authorizer-error.ts';
import { type AuthorizerEvent, parseAuthorizerEvent } from './authorizer-event.ts';
import { cachePolicy } from './jwks/cache-policy.ts';
import { fetchDocument } from './jwks/fetch-document.ts';
import { initialFetch } from './jwks/initial-fetch.ts';
import { createJwksCache, type JwksCache } from './jwks/jwks-cache.ts';
import { createRateLimiter } from './jwks/rate-limiter.ts';
import { jwksLog, logAuthorizerError, logTokenRejected } from './log.ts';
import { type AuthorizerResult, policyFor } from './policy.ts';
import { readRouteScopes, requiredScopes } from './route-scopes.ts';
import { createVerifyToken } from './token/verify-token.ts';

const settings = decodeAuthorizerSettings(process.env);
const routeScopes = readRouteScopes(process.env['ROUTE_SCOPES_FILE']);
const now = () => Date.now();
const issuers = new Map(
  issuerPolicies(settings).map((policy) => [
    policy.issuer,
    { policy, jwksCache: jwksCacheOf(policy.issuer) },
  ]),
);
const authorize = createAuthorize(createVerifyToken({ issuers, settings }));

// Fetched during Lambda's initialization, which has more CPU than an invocation. If it fails, a later request
// tries again.
await initialFetch(Array.from(issuers.values(), async ({ jwksCache }) => jwksCache.current()));

/**
 * API Gateway's authorizer: allows or denies the request that the event describes.
 * @throws on a REST API `Unauthorized`, which is the only way to answer 401 there; on both API types an
 *   {@link AuthorizerError} if it cannot decide, which API Gateway answers with 500
 */
export async function handler(event: unknown): Promise<AuthorizerResult> {
  try {
    return await resultFor(parseAuthorizerEvent(event));
  } catch (error) {
    if (error instanceof Unauthorized) throw error;
    const reason = error instanceof AuthorizerError ? error.reason : 'internal';
    logAuthorizerError(error, reason);
    throw new AuthorizerError(reason);
  }
}

async function resultFor(event: AuthorizerEvent): Promise<AuthorizerResult> {
  const decision = await authorize(
    event.authorization,
    requiredScopes(routeScopes, event.matchedRoute),
  );
  if (!decision.allowed) {
    logTokenRejected(decision, event);
    // A REST API answers a Deny with 403, which is right for a missing scope only.
    if (event.apiType === 'rest' && decision.reason !== 'insufficient_scope')
      throw new Unauthorized();
  }
  return policyFor(decision, event);
}

/** A REST API answers 401 to an error with exactly this message, and 500 to any other. */
class Unauthorized extends Error {
  constructor() {
    super('Unauthorized');
  }
}

function jwksCacheOf(issuer: string): JwksCache {
  const url = new URL(`${issuer}/.well-known/jwks.json`);
  return createJwksCache({
    issuer,
    // Jitter is not a secret: it needs no cryptographic random numbers.
    policy: cachePolicy(settings, Math.random),
    rateLimiter: createRateLimiter(now),
    fetchJwks: async (timeoutMs, mayRetry) => (await fetchDocument(url, timeoutMs, mayRetry)).text,
    now,
    log: jwksLog,
  });
}
