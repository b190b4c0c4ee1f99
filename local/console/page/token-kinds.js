/**
 * @typedef {object} TokenKind
 * @property {string} label
 * @property {string} hint
 * @property {(options: any, now: number) => any} change of what is asked for; now in seconds since 1970
 */

/** @param {Record<string, unknown>} claims */
const claiming = (claims) => (/** @type {any} */ options) => ({
  ...options,
  claims: { ...claims, ...options.claims },
});

/**
 * The tokens there are to mint: the right one, and wrong ones on purpose.
 *
 * @type {Readonly<Record<string, TokenKind>>}
 */
export const tokenKinds = {
  valid: {
    label: 'Valid',
    hint: 'As the API-key gateway signs it.',
    change: (options) => options,
  },
  expired: {
    label: 'Expired',
    hint: 'It expired a minute ago.',
    change: (options, now) => claiming({ iat: now - 360, exp: now - 60 })(options),
  },
  forged: {
    label: 'Forged signature',
    hint: 'Signed with a key that the issuer never had.',
    change: (options) => ({ ...options, signer: 'stranger' }),
  },
  rotated: {
    label: 'Signed with the rotated key',
    hint: 'The key that was published before the last rotation.',
    change: (options) => ({ ...options, signer: 'rotated' }),
  },
  audience: {
    label: 'Other audience',
    hint: 'Meant for another API.',
    change: (options) => ({ ...options, audience: 'another-audience' }),
  },
  issuer: {
    label: 'Other issuer',
    hint: 'iss names somebody else.',
    change: claiming({ iss: 'https://another.example' }),
  },
  subject: {
    label: 'No subject',
    hint: 'Nothing says whom it is about.',
    change: claiming({ sub: null }),
  },
  expiry: {
    label: 'No expiry',
    hint: 'It would be good forever.',
    change: claiming({ exp: null }),
  },
  early: {
    label: 'Not valid yet',
    hint: 'nbf is an hour ahead.',
    change: (options, now) => claiming({ nbf: now + 3600 })(options),
  },
};
