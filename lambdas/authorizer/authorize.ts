import { bearerToken } from './bearer-token.ts';
import type { Decision } from './decision.ts';
import { Refusal } from './refusal.ts';
import type { VerifyToken } from './verify-token.ts';

/** Decides by the Authorization header's value. @throws {KeysUnavailable} if it cannot be told */
export type Authorize = (authorization: unknown) => Promise<Decision>;

/** Gives the decision: bearer token → verified claims → decision. */
export function createAuthorize(verifyToken: VerifyToken): Authorize {
  return async (authorization) => {
    try {
      const caller = await verifyToken(bearerToken(authorization));
      return { allowed: true, caller };
    } catch (error) {
      if (error instanceof Refusal) return { allowed: false, reason: error.reason };
      throw error;
    }
  };
}
