import { type Issuer, type TokenOptions, tokenClaims } from '../zuplo/mint-token.ts';
import type { AuthorizerPolicy } from './authorizer-policy.ts';

/** The issuer and default audience of the stand-in's tokens. */
export type StandIn = Omit<Issuer, 'keys'>;

/**
 * Returns why an authorizer rejects a token of the stand-in for a route; undefined if it accepts it.
 *
 * @param routeKey `GET /orders/{id}`
 */
export function tokenRejection(
  policy: AuthorizerPolicy,
  routeKey: string,
  standIn: StandIn,
  token: TokenOptions,
): string | undefined {
  const claims = tokenClaims(standIn, token);
  const accepted = policy.issuers.find(({ issuer }) => issuer === claims.iss);
  if (accepted === undefined) return `the authorizer does not accept the issuer ${claims.iss}`;
  const { audience, algorithms, requiredClaims } = accepted;
  const { algorithm = 'EdDSA' } = token;
  const scopes = policy.scopes[routeKey] ?? [];
  const limit = policy.maxLifetimeSeconds;
  if (![claims.aud].flat().some((one) => one !== undefined && audience.includes(one)))
    return `the authorizer requires the audience ${audience.join(' or ')}`;
  if (algorithms.length > 0 && !algorithms.includes(algorithm))
    return `the authorizer accepts ${algorithms.join(', ')}, not ${algorithm}`;
  if (policy.deniedSubjects.includes(String(claims.sub)))
    return `the authorizer denies the subject ${claims.sub}`;
  if (limit > 0 && Number(claims.exp) - Number(claims.iat) > limit)
    return `the authorizer accepts lifetimes of at most ${limit} s`;
  for (const [name, values] of Object.entries(requiredClaims))
    if (![claims[name]].flat().some((item) => values.includes(item)))
      return `the authorizer requires the claim ${name}: ${values.join(' or ')}`;
  if (!scopes.every((scope) => scopesOf(claims).includes(scope)))
    return `the route requires the scope ${scopes.join(' and ')}`;
  return undefined;
}

/** The claim `scope`, or else `scp`: space-separated text, or a list. */
function scopesOf({ scope, scp }: Readonly<Record<string, unknown>>): readonly unknown[] {
  const claim = scope ?? scp;
  return typeof claim === 'string' ? claim.split(' ') : [claim].flat();
}
