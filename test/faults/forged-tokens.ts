import type { RejectionReason } from '../../contract/log-events.ts';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { type SigningKey, segment, signed, signingKey } from '../signing.ts';

/** A kind of token that must be rejected. */
export interface ForgedTokens {
  readonly name: string;
  readonly reason: RejectionReason;
  /** Whether a newer JWKS could contain the token's key, so that the authorizer may fetch it. */
  readonly mayFetch: boolean;
  /** Returns tokens; all differ. */
  token(index: number): string;
}

export const unknownKids = 'with unknown kids';
export const forgedWithoutKid = 'with forged signatures and no kid';

/** Returns all kinds of forged tokens for an issuer that publishes `key` with its kid. */
export function forgedTokens(
  { issuer: iss }: Pick<KeyEndpoint, 'issuer'>,
  key: SigningKey,
  audience: string,
): readonly ForgedTokens[] {
  const exp = Math.floor(Date.now() / 1000) + 300;
  const defaults = { iss, aud: audience, sub: 'canary-claim', exp };
  // One well-formed signature with another key, so that thousands of tokens are fast to create.
  const [, , signature] = signed(signingKey('EdDSA'), { payload: {} }).split('.');
  const forged = (claims: object, header: object = {}) =>
    `${segment({ alg: 'EdDSA', ...header })}.${segment({ ...defaults, ...claims })}.${signature}`;
  const valid = signed(key, { payload: { ...defaults, jti: 'valid' } });
  const { kid } = key.jwk;
  const kind = (
    name: string,
    reason: RejectionReason,
    token: ForgedTokens['token'],
    mayFetch = false,
  ): ForgedTokens => ({ name, reason, token, mayFetch });
  return [
    kind(unknownKids, 'unknown_key', (i) => forged({}, { kid: `k-${i}` }), true),
    kind('with unprintable kids', 'unknown_key', (i) => forged({}, { kid: unprintable(i) }), true),
    kind('with a known kid', 'bad_signature', (i) => forged({ jti: `${i}` }, { kid }), true),
    kind(forgedWithoutKid, 'bad_signature', (i) => forged({ jti: `${i}` }), true),
    kind('with forged issuers', 'unknown_issuer', (i) =>
      forged({ iss: `https://canary-claim-${i}` }),
    ),
    kind('with forged signatures, expired', 'bad_signature', (i) => forged({ exp: i })),
    kind('with forged signatures and no exp', 'bad_signature', (i) =>
      forged({ jti: `${i}`, exp: undefined }),
    ),
    kind('with forged signatures, not yet valid', 'bad_signature', (i) =>
      forged({ nbf: 5_000_000_000 + i }),
    ),
    kind('with forged signatures and another audience', 'bad_signature', (i) =>
      forged({ aud: `canary-claim-${i}` }),
    ),
    kind('with alg HS256', 'unsupported_algorithm', (i) =>
      forged({ jti: `${i}` }, { alg: 'HS256' }),
    ),
    kind('with critical extensions', 'unsupported_critical_header', (i) =>
      forged({ jti: `${i}` }, { crit: [`x${i}`] }),
    ),
    kind('that are malformed', 'malformed_token', (i) => malformed(valid, i)),
  ];
}

/** The names of all kinds. */
export const forgedTokenNames: readonly string[] = forgedTokens(
  { issuer: '' },
  signingKey('EdDSA'),
  '',
).map(({ name }) => name);

function unprintable(index: number): string {
  return `\u0000\r\n\u001b[31m\u2028\u202e\ud800{"event":"failed"}${'k'.repeat(2000)}${index}`;
}

/** Cuts, extends, pads or replaces a valid token. */
function malformed(valid: string, index: number): string {
  const [header, payload, signature] = valid.split('.');
  const tokens = [
    `${header}.${payload}`,
    `${valid}.${segment(String(index))}`,
    `${valid}=`,
    `${header}.${segment(`{"iss":${index}`)}.${signature}`,
    `${header}.${segment(Buffer.from([0x7b, 0xff, index & 0xff, 0x7d]))}.${signature}`,
    `${segment('[]')}.${payload}.${signature}`,
    `canary-claim-${index}`,
  ];
  return tokens[index % tokens.length] ?? '';
}
