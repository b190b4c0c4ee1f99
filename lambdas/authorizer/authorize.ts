import type { Decision } from './decision.ts';
import { bearerToken } from './token/bearer-token.ts';
import { requireScopes } from './token/scopes.ts';
import type { VerifyToken } from './token/verify-token.ts';
import { TokenRejectedError } from './token-rejected-error.ts';

/**
 * Decides whether a request may pass.
 * @param authorization the Authorization header's value
 * @param scopes the scopes that the route requires; undefined for a route that nobody may call
 * @throws {AuthorizerError} if the decision cannot be made
 */
export type Authorize = (
  authorization: unknown,
  scopes: readonly string[] | undefined,
) => Promise<Decision>;

/** Creates the decision: bearer token → verified claims → scopes. */
export function createAuthorize(verifyToken: VerifyToken): Authorize {
  return async (authorization, scopes) => {
    try {
      const caller = await verifyToken(bearerToken(authorization));
      requireScopes(scopes, caller);
      return { allowed: true, caller };
    } catch (error) {
      if (!(error instanceof TokenRejectedError)) throw error;
      return { allowed: false, reason: error.reason, token: error.token };
    }
  };
}
