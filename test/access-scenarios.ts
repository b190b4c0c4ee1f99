import type { RefusalReason } from '../lambdas/authorizer/refusal.ts';
import { type SigningKey, segment, signed, signingKey } from './signing.ts';

/** Who calls with what, and what the API must answer, on either flavour. */
export interface AccessScenario {
  readonly name: string;
  readonly path: '/' | '/protected';
  /** Gives the Authorization header's value; undefined for none. */
  readonly authorization?: () => string;
  /** The body of the 200 that must come, or why the request must be refused. */
  readonly expected: { readonly body: string } | { readonly refusal: RefusalReason | 'no_token' };
}

/** An issuer's signing key, and one that is published by nobody. */
export interface AccessKeys {
  readonly zuplo: SigningKey;
  readonly stranger: SigningKey;
  readonly others: readonly SigningKey[];
}

/** Makes the keys of a test run. */
export function accessKeys(): AccessKeys {
  const others = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'].map(signingKey);
  return { zuplo: signingKey('EdDSA'), stranger: signingKey('EdDSA'), others };
}

/** The key set that goes with the scenarios: Zuplo's key as bare as it may come, the rest with a kid. */
export function publishedKeys({ zuplo, others }: AccessKeys): unknown[] {
  return [zuplo.jwk, ...others.map(({ jwk, alg }) => ({ ...jwk, alg, kid: alg, use: 'sig' }))];
}

export const audience = 'your-audience';

/** Claims that are good right now, with changes; times are seconds from now. */
interface Changes {
  readonly [claim: string]: unknown;
  readonly exp?: number | undefined;
  readonly nbf?: number;
}

/** Gives the one table of access scenarios. Their tokens are made when they are asked for. */
export function accessScenarios(issuer: string, keys: AccessKeys): readonly AccessScenario[] {
  const { zuplo, stranger, others } = keys;
  const claims = ({ exp = 300, nbf, ...changes }: Changes) => {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + exp, ...(nbf !== undefined && { nbf: now + nbf }) };
    return { iss: issuer, aud: audience, sub: 'alice', ...times, ...changes };
  };
  const token = (changes: Changes = {}, header: object = {}, key = zuplo) =>
    signed(key, { header: { alg: key.alg, ...header }, payload: claims(changes) });
  const forged = () => {
    const [header, , signature] = token().split('.');
    return `${header}.${segment(claims({ sub: 'admin' }))}.${signature}`;
  };
  const withHeader = (alg: string, signature: string) =>
    `${segment({ alg })}.${segment(claims({}))}.${signature}`;

  const allowed = (name: string, text: () => string, sub = 'alice'): AccessScenario => ({
    name,
    path: '/protected',
    authorization: () => `Bearer ${text()}`,
    expected: { body: `Hello, ${sub}!` },
  });
  const refused = (name: string, refusal: RefusalReason, text: () => string): AccessScenario => ({
    name,
    path: '/protected',
    authorization: () => `Bearer ${text()}`,
    expected: { refusal },
  });
  const welcome = { path: '/', expected: { body: 'Welcome to the public API' } } as const;
  const noExpiry = () => signed(zuplo, { payload: { iss: issuer, aud: audience, sub: 'alice' } });

  return [
    { name: 'anyone asks for the public route', ...welcome },
    {
      name: 'a bad token asks for the public route',
      ...welcome,
      authorization: () => `Bearer ${forged()}`,
    },
    allowed("Zuplo's token, with a header of alg alone", () => token()),
    allowed('a token with kid and typ', () => token({}, { kid: 'RS256', typ: 'JWT' }, others[0])),
    ...others.map((key) =>
      allowed(`a token signed with ${key.alg}`, () => token({}, { kid: key.alg }, key)),
    ),
    allowed('a token for several audiences', () => token({ aud: ['other', audience] })),
    allowed('a token that expired within the leeway', () => token({ exp: -1 })),
    allowed('a subject outside ASCII', () => token({ sub: 'zoë 🔑' }), 'zoë 🔑'),
    { name: 'no token', path: '/protected', expected: { refusal: 'no_token' } },
    refused('an expired token', 'expired', () => token({ exp: -60 })),
    refused('a token that is not valid yet', 'not_yet_valid', () => token({ nbf: 60 })),
    refused('a token without an expiry', 'missing_expiry', noExpiry),
    refused('a token for another audience', 'wrong_audience', () => token({ aud: 'other' })),
    refused('a token of another issuer', 'unknown_issuer', () =>
      token({ iss: 'https://evil.example' }),
    ),
    refused('a token without a subject', 'missing_subject', () => token({ sub: undefined })),
    refused('a token with changed claims', 'bad_signature', forged),
    refused("a stranger's signature", 'bad_signature', () => token({}, {}, stranger)),
    refused('a kid that names no key', 'unknown_key', () => token({}, { kid: 'nobody' })),
    refused('an unsigned token', 'malformed_token', () => withHeader('none', '')),
    refused('a symmetric algorithm', 'unsupported_algorithm', () => withHeader('HS256', 'AAAA')),
    refused('a critical extension', 'unsupported_critical_header', () =>
      token({}, { crit: ['x'], x: 1 }),
    ),
    refused('an API key', 'malformed_token', () => 'YOUR_API_KEY'),
    refused('two tokens', 'malformed_header', () => `${token()} ${token()}`),
    {
      name: 'another scheme',
      path: '/protected',
      authorization: () => 'Basic YWxpY2U6c2VjcmV0',
      expected: { refusal: 'malformed_header' },
    },
  ];
}
