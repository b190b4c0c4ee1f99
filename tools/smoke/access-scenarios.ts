import { algorithms } from '../../contract/algorithms.ts';
import type { RejectionReason } from '../../contract/log-events.ts';
import type { TokenOptions } from '../../local/zuplo/mint-token.ts';
import type { Credentials } from './credentials.ts';
import { signedByStranger, symmetric, unsigned, withClaims } from './forgery.ts';
import type { TokenCaller, TokenSource } from './token-source.ts';

/** Who calls with what, and what the API must answer, on either flavour. */
export interface AccessScenario {
  readonly name: string;
  readonly path: '/' | '/protected';
  readonly credentials: Credentials;
  readonly expected: ExpectedAccess;
}

/** The body of the 200 that must come, or why the request must be refused. */
export type ExpectedAccess =
  | { readonly body: string }
  | { readonly refusal: RejectionReason | 'no_token' };

/**
 * Gives the one table of access scenarios. Their tokens are made when they are asked for.
 * @param caller what a valid token says: whom the API greets, and for which audience
 */
export function accessScenarios({ sub, aud }: TokenCaller): readonly AccessScenario[] {
  const forged = async (tokens: TokenSource) =>
    withClaims(await tokens.valid(), { sub: `${sub}-forged` });
  const greeted = { body: `Hello, ${sub}!` };
  const minted = (name: string, expected: ExpectedAccess, options: () => TokenOptions) => ({
    name,
    path: '/protected' as const,
    credentials: { needs: 'issuer', minted: () => ({ sub, ...options() }) } as const,
    expected,
  });
  const allowed = (name: string, options: TokenOptions) => minted(name, greeted, () => options);
  const refused = (name: string, refusal: RejectionReason, options: TokenOptions) =>
    minted(name, { refusal }, () => options);
  return [
    open('anyone asks for the public route', { needs: 'nothing' }),
    open('a bad token asks for the public route', { needs: 'token', bearer: forged }),
    made('a valid token', greeted, (tokens) => tokens.valid()),
    allowed('a token with kid and typ', { algorithm: 'RS256', kid: true, typ: 'JWT' }),
    ...algorithms
      .filter((algorithm) => algorithm !== 'EdDSA')
      .map((algorithm) => allowed(`a token signed with ${algorithm}`, { algorithm, kid: true })),
    allowed('a token for several audiences', { audience: ['other', ...[aud].flat()] }),
    allowed('a token that expired within the leeway', { expiresIn: -1 }),
    minted('a subject outside ASCII', { body: 'Hello, zoë 🔑!' }, () => ({ sub: 'zoë 🔑' })),
    plain('no token', 'no_token'),
    refused('an expired token', 'expired', { expiresIn: -60 }),
    minted('a token that is not valid yet', { refusal: 'not_yet_valid' }, () => ({
      claims: { nbf: Math.floor(Date.now() / 1000) + 60 },
    })),
    refused('a token without an expiry', 'missing_expiry', { claims: { exp: null, iat: null } }),
    refused('a token for another audience', 'wrong_audience', { audience: 'other' }),
    refused('a token of another issuer', 'unknown_issuer', {
      claims: { iss: 'https://evil.example' },
    }),
    refused('a token without a subject', 'missing_subject', { claims: { sub: null } }),
    made('a token with changed claims', { refusal: 'bad_signature' }, forged),
    made("a stranger's signature", { refusal: 'bad_signature' }, async (tokens) =>
      signedByStranger(await tokens.valid()),
    ),
    made('a kid that names no key', { refusal: 'unknown_key' }, (tokens) =>
      tokens.withHeader({ kid: 'nobody' }),
    ),
    made('an unsigned token', { refusal: 'malformed_token' }, async (tokens) =>
      unsigned(await tokens.valid()),
    ),
    made('a symmetric algorithm', { refusal: 'unsupported_algorithm' }, async (tokens) =>
      symmetric(await tokens.valid()),
    ),
    made('a critical extension', { refusal: 'unsupported_critical_header' }, (tokens) =>
      tokens.withHeader({ crit: ['x'], x: 1 }),
    ),
    plain('an API key', 'malformed_token', 'Bearer YOUR_API_KEY'),
    made('two tokens', { refusal: 'malformed_header' }, async (tokens) =>
      [await tokens.valid(), await tokens.valid()].join(' '),
    ),
    plain('another scheme', 'malformed_header', 'Basic YWxpY2U6c2VjcmV0'),
  ];
}

function open(name: string, credentials: Credentials): AccessScenario {
  return { name, path: '/', credentials, expected: { body: 'Welcome to the public API' } };
}

/** A scenario of the protected route whose token is valid, or made from one that is. */
function made(
  name: string,
  expected: ExpectedAccess,
  bearer: (tokens: TokenSource) => Promise<string>,
): AccessScenario {
  return { name, path: '/protected', credentials: { needs: 'token', bearer }, expected };
}

/** A scenario of the protected route that takes no token of anyone. */
function plain(
  name: string,
  refusal: RejectionReason | 'no_token',
  authorization?: string,
): AccessScenario {
  return {
    name,
    path: '/protected',
    credentials: { needs: 'nothing', ...(authorization !== undefined && { authorization }) },
    expected: { refusal },
  };
}
