/** Generated tokens for which the authorizer and jose intentionally give different results. */
export interface JoseDifference {
  /** The authorizer's result: `allow` or the rejection reason. */
  readonly authorizer: string;
  /** jose's result: `allow` or the error code. */
  readonly jose: string;
  /** Any of these deviations causes the difference; see generated-tokens.ts. */
  readonly deviations: readonly string[];
  readonly reason: string;
}

/** The authorizer is stricter in all of them but the last. */
export const joseDifferences: readonly JoseDifference[] = [
  {
    authorizer: 'malformed_header',
    jose: 'allow',
    deviations: ['whitespace in the signature', 'whitespace after the signature'],
    reason:
      'A header is the scheme, spaces and one token68 (RFC 6750 §2.1); jose gets only the token and ignores whitespace.',
  },
  {
    authorizer: 'malformed_token',
    jose: 'allow',
    deviations: ['a padded signature', 'trailing bits in the signature'],
    reason:
      'Each token has one encoding (RFC 7515 §2), so that caching or revoking it by its text is reliable.',
  },
  {
    authorizer: 'malformed_token',
    jose: 'allow',
    deviations: ['a duplicate header member', 'a duplicate unknown header member'],
    reason:
      'A duplicate member makes a header ambiguous; RFC 7515 §4 permits parsers to reject it.',
  },
  {
    authorizer: 'malformed_token',
    jose: 'allow',
    deviations: ['a byte order mark before the header', 'a byte order mark before the payload'],
    reason: 'JSON has no byte order mark (RFC 8259 §8.1); jose ignores it.',
  },
  {
    authorizer: 'unsupported_type',
    jose: 'allow',
    deviations: ['another typ'],
    reason:
      'A token for another purpose is not an access token (RFC 8725 §3.11); jose compares `typ` only if configured, and with one value.',
  },
  {
    authorizer: 'unsupported_critical_header',
    jose: 'allow',
    deviations: ['crit with b64 true'],
    reason:
      'The authorizer supports no extension (RFC 7515 §4.1.11); jose supports `b64` (RFC 7797).',
  },
  {
    authorizer: 'wrong_audience',
    jose: 'allow',
    deviations: ['aud with a member that is not a string'],
    reason: 'An audience is an array of strings (RFC 7519 §4.1.3); jose ignores other members.',
  },
  {
    authorizer: 'not_yet_valid',
    jose: 'allow',
    deviations: ['iat in the future'],
    reason:
      'A token from the future means a wrong clock or signer; jose checks `iat` only with `maxTokenAge`.',
  },
  {
    authorizer: 'missing_subject',
    jose: 'allow',
    deviations: ['sub of another type'],
    reason: 'The subject is a string (RFC 7519 §4.1.2); jose only checks that it exists.',
  },
  {
    authorizer: 'missing_subject',
    jose: 'allow',
    deviations: ['sub that is not printable or too long'],
    reason: 'The subject is forwarded to logs, headers and other programs.',
  },
  {
    authorizer: 'allow',
    jose: 'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
    deviations: ['two matching keys'],
    reason:
      'Zuplo signs without `kid`, and publishes two keys during a rotation: the authorizer tries up to ten; jose leaves that to its caller.',
  },
];
