/** Supported signature algorithms (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export const algorithms = ['EdDSA', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

export type Algorithm = (typeof algorithms)[number];
