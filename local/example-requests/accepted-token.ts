import type { TokenOptions } from '../zuplo/mint-token.ts';
import { algorithms } from '../zuplo/signing-keys.ts';
import type { AuthorizerPolicy } from './authorizer-policy.ts';
import type { StandIn } from './token-rejection.ts';

/**
 * Returns the options of a token of the stand-in that meets what an authorizer requires of one for a
 * route, as far as options can.
 *
 * @param routeKey `GET /orders/{id}`
 */
export function acceptedToken(
  policy: AuthorizerPolicy,
  routeKey: string,
  standIn: StandIn,
): TokenOptions {
  const accepted = policy.issuers.find(({ issuer }) => issuer === standIn.issuer);
  const { audience: [audience] = [], algorithms: names = [], requiredClaims = {} } = accepted ?? {};
  const algorithm = algorithms.find((name) => names.includes(name));
  const isDefaultAudience = accepted?.audience.includes(standIn.audience) !== false;
  const isDefaultAlgorithm = names.length === 0 || algorithm === 'EdDSA';
  const { deniedSubjects, maxLifetimeSeconds: limit } = policy;
  const scopes = policy.scopes[routeKey] ?? [];
  const claims = {
    ...Object.fromEntries(Object.entries(requiredClaims).map(([name, [value]]) => [name, value])),
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
  };
  return {
    sub: ['alice', 'bob'].find((name) => !deniedSubjects.includes(name)) ?? 'carol',
    ...(audience !== undefined && !isDefaultAudience && { audience }),
    ...(algorithm !== undefined && !isDefaultAlgorithm && { algorithm }),
    ...(limit > 0 && limit < 300 && { expiresIn: limit }),
    ...(Object.keys(claims).length > 0 && { claims }),
  };
}
