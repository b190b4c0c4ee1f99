import type { RejectionReason } from '../../lambdas/authorizer/token-rejected-error.ts';

/** A key set document, as an issuer publishes it. */
export interface PublishedSet {
  readonly keys: readonly unknown[];
  readonly [member: string]: unknown;
}

/** What is presented, and what must come of it, on either flavour. */
export interface ConformanceCase {
  readonly name: string;
  /** The section that demands or permits the outcome. */
  readonly rfc: string;
  /** What the issuer publishes; the world's key set by default. */
  readonly keySet?: PublishedSet;
  /** Presented as `Bearer <token>`, unless `authorization` says otherwise. */
  readonly token: string | undefined;
  /** The whole header; only the theme of the header itself uses it. */
  readonly authorization?: string | undefined;
  readonly expected: 'allow' | RejectionReason;
  /** Who the caller is, if allowed. */
  readonly sub: string;
}

type More = Partial<Pick<ConformanceCase, 'keySet' | 'sub'>>;

/** A row that must pass. */
export function allow(name: string, rfc: string, token: string, more: More = {}): ConformanceCase {
  return { name, rfc, token, expected: 'allow', sub: 'alice', ...more };
}

/** A row that must be refused, and why. */
export function refuse(
  expected: RejectionReason,
  name: string,
  rfc: string,
  token: string,
  more: More = {},
): ConformanceCase {
  return { name, rfc, token, expected, sub: 'alice', ...more };
}
