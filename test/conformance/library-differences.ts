/** Generated tokens for which the authorizer and a library intentionally give different results. */
export interface LibraryDifference {
  /** The authorizer's result: `allow` or the rejection reason. */
  readonly authorizer: string;
  /** The library's result: `allow`, or the error's code or class. */
  readonly library: string;
  /** Any of these deviations causes the difference; see generated-tokens.ts. */
  readonly deviations: readonly string[];
  readonly reason: string;
}

/** The authorizer is stricter in all of them but the last two. */
export const joseDifferences: readonly LibraryDifference[] = [
  {
    authorizer: 'malformed_header',
    library: 'allow',
    deviations: ['whitespace in the signature', 'whitespace after the signature'],
    reason:
      'A header is the scheme, spaces and one token68 (RFC 6750 §2.1); jose gets only the token and ignores whitespace.',
  },
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['a padded signature', 'trailing bits in the signature'],
    reason:
      'Each token has one encoding (RFC 7515 §2), so that caching or revoking it by its text is reliable.',
  },
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['a byte order mark before the header', 'a byte order mark before the payload'],
    reason: 'JSON has no byte order mark (RFC 8259 §8.1); jose ignores it.',
  },
  {
    authorizer: 'unsupported_type',
    library: 'allow',
    deviations: ['another typ'],
    reason:
      'A token for another purpose is not an access token (RFC 8725 §3.11); jose compares `typ` only if configured, and with one value.',
  },
  {
    authorizer: 'unsupported_critical_header',
    library: 'allow',
    deviations: ['crit with b64 true'],
    reason:
      'The authorizer supports no extension (RFC 7515 §4.1.11); jose supports `b64` (RFC 7797).',
  },
  {
    authorizer: 'unsupported_critical_header',
    library: 'allow',
    deviations: ['b64 false without crit'],
    reason:
      '`b64` must be critical (RFC 7797 §6); jose ignores it otherwise, and decodes the payload.',
  },
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['aud with a member that is not a string'],
    reason: 'An audience is an array of strings (RFC 7519 §4.1.3); jose ignores other members.',
  },
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['iat beyond dates'],
    reason: 'No clock shows such a time; jose checks `iat` only with `maxTokenAge`.',
  },
  {
    authorizer: 'not_yet_valid',
    library: 'allow',
    deviations: ['iat in the future'],
    reason:
      'A token from the future means a wrong clock or signer; jose checks `iat` only with `maxTokenAge`.',
  },
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['sub of another type'],
    reason: 'The subject is a string (RFC 7519 §4.1.2); jose only checks that it exists.',
  },
  {
    authorizer: 'missing_subject',
    library: 'allow',
    deviations: ['sub that is not printable or too long'],
    reason: 'The subject is forwarded to logs, headers and other programs.',
  },
  {
    authorizer: 'allow',
    library: 'ERR_JWKS_NO_MATCHING_KEY',
    deviations: ['alg Ed25519'],
    reason:
      '`Ed25519` and `EdDSA` are names of one algorithm (RFC 9864 §2.2); jose compares the names of token and key.',
  },
  {
    authorizer: 'allow',
    library: 'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
    deviations: ['two matching keys'],
    reason:
      'Zuplo signs without `kid`, and publishes two keys during a rotation: the authorizer tries up to ten; jose leaves that to its caller.',
  },
];

/** The authorizer parses and judges with the same library: it rejects more, but for the keys and algorithms. */
export const awsDifferences: readonly LibraryDifference[] = [
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['a padded signature', 'a half-padded signature', 'trailing bits in the signature'],
    reason:
      'Each token has one encoding (RFC 7515 §2); the library ignores padding and unused bits.',
  },
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['a payload in Latin-1'],
    reason: 'JSON is UTF-8 (RFC 8259 §8.1); the library replaces invalid bytes.',
  },
  {
    authorizer: 'unsupported_critical_header',
    library: 'allow',
    deviations: ['crit', 'crit with b64 true', 'b64 false without crit'],
    reason:
      'An extension that is not supported rejects the token (RFC 7515 §4.1.11); the library ignores `crit`.',
  },
  {
    authorizer: 'unsupported_type',
    library: 'allow',
    deviations: ['another typ'],
    reason:
      'A token for another purpose is not an access token (RFC 8725 §3.11); the library ignores `typ`.',
  },
  {
    authorizer: 'missing_expiry',
    library: 'allow',
    deviations: ['no exp'],
    reason: 'A token must expire (RFC 9068 §2.2); the library accepts a missing `exp`.',
  },
  {
    authorizer: 'expired',
    library: 'allow',
    deviations: ['exp near now'],
    reason:
      'At `exp` and the leeway a token has expired (RFC 7519 §4.1.4); the library allows that instant.',
  },
  {
    authorizer: 'not_yet_valid',
    library: 'allow',
    deviations: ['iat in the future'],
    reason:
      'A token from the future means a wrong clock or signer; the library does not check `iat`.',
  },
  {
    authorizer: 'malformed_token',
    library: 'allow',
    deviations: ['iat beyond dates'],
    reason: 'No clock shows such a time; the library does not check `iat`.',
  },
  {
    authorizer: 'missing_subject',
    library: 'allow',
    deviations: ['no sub', 'sub that is not printable or too long'],
    reason:
      'The subject is forwarded to logs, headers and other programs; the library only checks its type.',
  },
  {
    authorizer: 'allow',
    library: 'JwtWithoutValidKidError',
    deviations: ['no kid'],
    reason: "Zuplo's tokens have no `kid`; JwtVerifier requires one.",
  },
  {
    authorizer: 'allow',
    library: 'JwtInvalidSignatureAlgorithmError',
    deviations: ['a PS256 signature', 'alg Ed25519'],
    reason:
      'Zuplo offers PS256, PS384 and PS512, and RFC 9864 renames EdDSA; the library knows neither.',
  },
];
