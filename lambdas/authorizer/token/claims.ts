import { type Caller, isScalar, type Scalar } from '../../../contract/caller.ts';
import type { AuthorizerSettings } from '../../../contract/settings.ts';
import type { RejectionReason } from '../token-rejected-error.ts';
import { scopesOf } from './scopes.ts';

/** What a token's claims must say, besides the issuer, which chose the keys. */
export type Expectations = Pick<
  AuthorizerSettings,
  'audiences' | 'leewaySeconds' | 'maxTokenLifetimeSeconds'
>;

type Claims = Readonly<Record<string, unknown>>;

const maxSubjectBytes = 1024;
const maxHandedOnLength = 256;

/**
 * Says what is wrong with a token's claims (RFC 7519 section 4.1).
 * @param nowSeconds seconds since 1970, with fractions
 * @returns undefined if nothing is: the claims then name a caller
 */
export function claimsRejection(
  claims: Claims,
  { audiences, leewaySeconds, maxTokenLifetimeSeconds }: Expectations,
  nowSeconds: number,
): RejectionReason | undefined {
  const { aud, exp, nbf, iat, sub } = claims;
  if (!isFor(audiences, aud)) return 'wrong_audience';
  if (!isSeconds(exp)) return 'missing_expiry';
  if (nowSeconds >= exp + leewaySeconds) return 'expired';
  const latest = nowSeconds + leewaySeconds;
  if (maxTokenLifetimeSeconds > 0 && exp > latest + maxTokenLifetimeSeconds)
    return 'lifetime_too_long';
  if (!isNotAfter(latest, nbf) || !isNotAfter(latest, iat)) return 'not_yet_valid';
  return isSubject(sub) ? undefined : 'missing_subject';
}

/**
 * Gives the caller that claims name, once nothing is wrong with them.
 * @param handedOn names of claims to hand on: scalars, texts of at most 256 characters
 */
export function callerFrom(claims: Claims, handedOn: readonly string[]): Caller {
  const told: Record<string, Scalar> = {};
  for (const name of handedOn) {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (isScalar(value) && String(value).length <= maxHandedOnLength) told[name] = value;
  }
  const { sub, exp } = claims as unknown as Caller;
  return { sub, exp, scopes: scopesOf(claims), claims: told };
}

function isFor(audiences: readonly string[], aud: unknown): boolean {
  if (typeof aud === 'string') return audiences.includes(aud);
  return (
    Array.isArray(aud) &&
    aud.every((one) => typeof one === 'string') &&
    aud.some((one) => audiences.includes(one))
  );
}

function isNotAfter(latest: number, time: unknown): boolean {
  return time === undefined || (isSeconds(time) && time <= latest);
}

function isSeconds(value: unknown): value is number {
  return Number.isFinite(value);
}

/** Text that a log, a header or another program will take for what it is. */
function isSubject(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    Buffer.byteLength(value) <= maxSubjectBytes &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}
