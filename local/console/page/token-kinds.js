/** @param {Record<string, unknown>} claims */
const withClaims = (claims) => (/** @type {any} */ options) => ({
  ...options,
  claims: { ...claims, ...options.claims },
});

/**
 * The valid token and invalid ones, by label. Each function changes the options of the token;
 * now is in seconds since 1970.
 *
 * @type {Readonly<Record<string, (options: any, now: number) => any>>}
 */
export const tokenKinds = {
  Valid: (options) => options,
  Expired: (options, now) => withClaims({ iat: now - 360, exp: now - 60 })(options),
  'Not valid yet': (options, now) => withClaims({ nbf: now + 3600 })(options),
  'Signed with an unknown key': (options) => ({ ...options, signingKey: 'unknown' }),
  'Signed with the key before the rotation': (options) => ({ ...options, signingKey: 'previous' }),
  'Wrong audience': (options) => ({ ...options, audience: 'another-audience' }),
  'Wrong issuer': withClaims({ iss: 'https://another.example' }),
  'No subject': withClaims({ sub: null }),
  'No expiry': withClaims({ exp: null }),
};

/** The choices besides a new token. */
export const pastedToken = 'Pasted token';
export const noToken = 'No token';
