import {
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtNotBeforeError,
} from 'aws-jwt-verify/error';
import { validateJwtFields } from 'aws-jwt-verify/jwt';
import { type Caller, type ForwardedClaim, isForwardable } from '../../../contract/caller.ts';
import type { IssuerPolicy } from '../../../contract/issuer-policy.ts';
import type { RejectionReason } from '../../../contract/log-events.ts';
import type { AuthorizerSettings } from '../../../contract/settings.ts';
import { withoutStackTrace } from '../without-stack-trace.ts';
import type { Claims } from './parse-token.ts';
import { scopesOf } from './scopes.ts';

/** The settings that claims of every issuer are checked against. */
export type ClaimSettings = Pick<
  AuthorizerSettings,
  'leewaySeconds' | 'maxTokenLifetimeSeconds' | 'deniedSubjects'
>;

const maxSubjectBytes = 1024;
const maxForwardedLength = 256;

/**
 * Checks a token's claims (RFC 7519 section 4.1): first with aws-jwt-verify, then what it accepts.
 * @returns undefined if they are valid
 */
export function claimsRejection(
  claims: Claims,
  policy: IssuerPolicy,
  { leewaySeconds, maxTokenLifetimeSeconds, deniedSubjects }: ClaimSettings,
): RejectionReason | undefined {
  const { exp, iat, sub } = claims;
  if (exp === undefined) return 'missing_expiry';
  const reason = libraryRejection(claims, policy, leewaySeconds);
  if (reason !== undefined) return reason;
  const now = Date.now() / 1000;
  if (now >= exp + leewaySeconds) return 'expired';
  const latest = now + leewaySeconds;
  if (maxTokenLifetimeSeconds > 0 && exp > latest + maxTokenLifetimeSeconds)
    return 'lifetime_too_long';
  if (iat !== undefined && iat > latest) return 'not_yet_valid';
  if (!isSubject(sub)) return 'missing_subject';
  if (deniedSubjects.includes(sub)) return 'denied_subject';
  return hasRequiredClaims(claims, policy) ? undefined : 'wrong_claim';
}

function libraryRejection(
  claims: Claims,
  { issuer, audience }: IssuerPolicy,
  graceSeconds: number,
): RejectionReason | undefined {
  try {
    withoutStackTrace(() =>
      validateJwtFields(claims, { issuer, audience: [...audience], graceSeconds }),
    );
    return undefined;
  } catch (error) {
    // By class: messages quote the token.
    if (error instanceof JwtExpiredError) return 'expired';
    if (error instanceof JwtNotBeforeError) return 'not_yet_valid';
    if (error instanceof JwtInvalidAudienceError) return 'wrong_audience';
    if (error instanceof JwtInvalidIssuerError) return 'unknown_issuer';
    throw error;
  }
}

function hasRequiredClaims(claims: Claims, { requiredClaims }: IssuerPolicy): boolean {
  return Object.entries(requiredClaims).every(([name, values]) => {
    const claim: unknown = Object.hasOwn(claims, name) ? claims[name] : undefined;
    const items: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
    return values.some((value) => items.includes(value));
  });
}

/**
 * Returns the caller that valid claims describe.
 * @param forwardClaims names of the claims to forward: scalars and lists of texts, of at most 256 characters
 */
export function callerFrom(claims: Claims, forwardClaims: readonly string[]): Caller {
  const forwarded: Record<string, ForwardedClaim> = {};
  for (const name of forwardClaims) {
    const value: unknown = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (isForwardable(value) && isReadable(value)) forwarded[name] = value;
  }
  const { iss, sub, exp } = claims as unknown as Caller;
  return { iss, sub, exp, scopes: scopesOf(claims), claims: forwarded };
}

/** Returns whether a handler can read a value back, in any language: bounded, well-formed text without NUL. */
function isReadable(value: ForwardedClaim): boolean {
  const text = String(value);
  return text.length <= maxForwardedLength && text.isWellFormed() && !text.includes('\0');
}

/** Returns whether the subject is safe to log, to send in a header and to compare. */
function isSubject(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    Buffer.byteLength(value) <= maxSubjectBytes &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value)
  );
}
