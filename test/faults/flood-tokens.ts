import type { KeyEndpoint } from '../key-endpoint.ts';
import { type SigningKey, segment, signed, signingKey } from '../signing.ts';

/** Thousands of bad tokens of one kind, no two of them alike. */
export interface Flood {
  readonly name: string;
  /** Whether such a token could be good, if only the keys had changed. */
  readonly mayFetch: boolean;
  readonly refusal: string;
  token(index: number): string;
}

/** Gives every kind of flood against an issuer whose key is published under `kid`. */
export function floods(
  { issuer }: Pick<KeyEndpoint, 'issuer'>,
  zuplo: SigningKey,
  audience: string,
): readonly Flood[] {
  // One signature of a stranger's does for all: it is well-formed, and no token's own.
  const [, , foreign] = signed(signingKey('EdDSA'), { payload: {} }).split('.');
  const contents = (claims: object) => {
    const exp = Math.floor(Date.now() / 1000) + 300;
    return { iss: issuer, aud: audience, sub: 'canary-claim', exp, ...claims };
  };
  const forged = (claims: object, header: object) =>
    `${segment({ alg: 'EdDSA', ...header })}.${segment(contents(claims))}.${foreign}`;
  const good = signed(zuplo, { payload: contents({ jti: 'good' }) });
  const kind = (name: string, refusal: string, token: Flood['token'], mayFetch = false): Flood => ({
    name,
    refusal: `refused: ${refusal}`,
    token,
    mayFetch,
  });
  return [
    kind('unknown kids', 'unknown_key', (i) => forged({}, { kid: `k-${i}` }), true),
    kind(
      'kids full of control characters',
      'unknown_key',
      (i) => forged({}, { kid: odd(i) }),
      true,
    ),
    kind('forged signatures under a known kid', 'bad_signature', known(zuplo, forged), true),
    kind('forged signatures without kid', 'bad_signature', (i) => forged({ jti: i }, {}), true),
    kind('forged issuers', 'unknown_issuer', (i) =>
      forged({ iss: `https://canary-claim-${i}.example` }, {}),
    ),
    kind('forged tokens that have expired', 'bad_signature', (i) => forged({ exp: i }, {})),
    kind('forged tokens without expiry', 'bad_signature', (i) =>
      forged({ jti: i, exp: undefined }, {}),
    ),
    kind('forged tokens that are not valid yet', 'bad_signature', (i) =>
      forged({ nbf: 5_000_000_000 + i }, {}),
    ),
    kind('forged tokens for another audience', 'bad_signature', (i) =>
      forged({ aud: `canary-claim-${i}` }, {}),
    ),
    kind('other algorithms', 'unsupported_algorithm', (i) => forged({ jti: i }, { alg: 'HS256' })),
    kind('critical extensions', 'unsupported_critical_header', (i) =>
      forged({ jti: i }, { crit: [`x${i}`] }),
    ),
    kind('malformed tokens', 'malformed_token', (i) => malformed(good, i)),
  ];
}

/** What the floods are called, in their order. */
export const floodNames: readonly string[] = floods({ issuer: '' }, signingKey('EdDSA'), '').map(
  ({ name }) => name,
);

function known(zuplo: SigningKey, forged: (claims: object, header: object) => string) {
  const { kid } = zuplo.jwk;
  return (index: number) => forged({ jti: index }, { kid });
}

function odd(index: number): string {
  return `\u0000\r\n\u001b[31m\u2028\u202e\ud800{"event":"failed"}${'k'.repeat(2000)}${index}`;
}

/** A good token that is cut, doubled, padded, or another text altogether. */
function malformed(good: string, index: number): string {
  const [head, payload, signature] = good.split('.');
  const shapes = [
    `${head}.${payload}`,
    `${good}.${segment(String(index))}`,
    `${good}=`,
    `${head}.${segment(`{"iss":${index}`)}.${signature}`,
    `${head}.${segment(Buffer.from([0x7b, 0xff, index & 0xff, 0x7d]))}.${signature}`,
    `${segment('[]')}.${payload}.${signature}`,
    `canary-claim-${index}`,
  ];
  return shapes[index % shapes.length] ?? '';
}
