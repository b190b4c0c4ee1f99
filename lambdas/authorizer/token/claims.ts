import { type Caller, isScalar, type Scalar } from '../../../contract/caller.ts';
import type { RejectionReason } from '../../../contract/log-events.ts';
import type { AuthorizerSettings } from '../../../contract/settings.ts';
import { scopesOf } from './scopes.ts';

/** The settings that claims are checked against. The issuer has already selected the JWKS. */
export type ClaimSettings = Pick<
  AuthorizerSettings,
  'audiences' | 'leewaySeconds' | 'maxTokenLifetimeSeconds'
>;

type Claims = Readonly<Record<string, unknown>>;

const maxSubjectBytes = 1024;
const maxForwardedLength = 256;

/**
 * Checks a token's claims (RFC 7519 section 4.1).
 * @param nowSeconds seconds since 1970, with fractions
 * @returns undefined if they are valid
 */
export function claimsRejection(
  claims: Claims,
  { audiences, leewaySeconds, maxTokenLifetimeSeconds }: ClaimSettings,
  nowSeconds: number,
): RejectionReason | undefined {
  const { aud, exp, nbf, iat, sub } = claims;
  if (!includesAudience(aud, audiences)) return 'wrong_audience';
  if (!isSeconds(exp)) return 'missing_expiry';
  if (nowSeconds >= exp + leewaySeconds) return 'expired';
  const latest = nowSeconds + leewaySeconds;
  if (maxTokenLifetimeSeconds > 0 && exp > latest + maxTokenLifetimeSeconds)
    return 'lifetime_too_long';
  if (!isNotAfter(latest, nbf) || !isNotAfter(latest, iat)) return 'not_yet_valid';
  return isSubject(sub) ? undefined : 'missing_subject';
}

/**
 * Returns the caller that valid claims describe.
 * @param forwardClaims names of the claims to forward: scalars, texts of at most 256 characters
 */
export function callerFrom(claims: Claims, forwardClaims: readonly string[]): Caller {
  const forwarded: Record<string, Scalar> = {};
  for (const name of forwardClaims) {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (isScalar(value) && String(value).length <= maxForwardedLength) forwarded[name] = value;
  }
  const { sub, exp } = claims as unknown as Caller;
  return { sub, exp, scopes: scopesOf(claims), claims: forwarded };
}

function includesAudience(aud: unknown, audiences: readonly string[]): boolean {
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

/** Returns whether the subject is safe to log, to send in a header and to compare. */
function isSubject(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    Buffer.byteLength(value) <= maxSubjectBytes &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}
