/** Supported signature algorithms (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export const algorithms = [
  'EdDSA',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const;

export type Algorithm = (typeof algorithms)[number];

/**
 * Returns the supported algorithm of a name. `Ed25519` is the newer name of EdDSA with that curve (RFC 9864
 * section 2.2), the only curve that is supported.
 */
export function algorithmOf(name: unknown): Algorithm | undefined {
  return name === 'Ed25519' ? 'EdDSA' : algorithms.find((algorithm) => algorithm === name);
}
