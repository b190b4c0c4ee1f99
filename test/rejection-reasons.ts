import type { RejectionReason } from '../lambdas/authorizer/token-rejected-error.ts';

/** Every reason to refuse that there is, which the compiler holds. */
export const refusalReasons = Object.keys({
  malformed_header: true,
  malformed_token: true,
  unsupported_algorithm: true,
  unsupported_type: true,
  unsupported_critical_header: true,
  unknown_issuer: true,
  unknown_key: true,
  bad_signature: true,
  wrong_audience: true,
  expired: true,
  lifetime_too_long: true,
  not_yet_valid: true,
  missing_expiry: true,
  missing_subject: true,
  insufficient_scope: true,
} satisfies Record<RejectionReason, true>);
