import { algorithms } from '../contract/algorithms.ts';
import type { ApiType } from '../contract/api-type.ts';
import type { RejectionReason } from '../contract/log-events.ts';
import { hs256, signedByStranger, unsigned, withClaims } from '../tools/smoke/forged-token.ts';
import type { AccessTokens, TokenOptions } from './access-tokens.ts';

/** A request to the fixture API, and its expected result for both API types. */
export interface AccessScenario {
  readonly name: string;
  readonly path: '/' | '/protected';
  /** Creates the Authorization header; undefined for none. */
  readonly authorization: (tokens: AccessTokens) => Promise<string | undefined>;
  readonly expected: ExpectedAccess;
}

/** The body of the handler's response with status 200, or why the request must be rejected. */
export type ExpectedAccess =
  | { readonly body: string }
  | { readonly rejection: RejectionReason | 'no_token' };

const welcome = { body: 'Welcome to the public API' };
const greeting = { body: 'Hello, alice!' };

/** Who can access what: the same table for the modules, for the served stacks and for the logs. */
export const accessScenarios: readonly AccessScenario[] = [
  scenario('/', 'no token on the public route', welcome, async () => undefined),
  scenario('/', 'a forged token on the public route', welcome, bearer(forged)),
  allowed('a valid token', {}),
  allowed('a token with kid and typ', { algorithm: 'RS256', kid: true, typ: 'JWT' }),
  ...algorithms
    .filter((algorithm) => algorithm !== 'EdDSA')
    .map((algorithm) => allowed(`a token signed with ${algorithm}`, { algorithm, kid: true })),
  allowed('a token for several audiences', { audience: ['other', 'your-audience'] }),
  allowed('a token that expired within the leeway', { expiresIn: -1 }),
  scenario(
    '/protected',
    'a subject outside ASCII',
    { body: 'Hello, zoë 🔑!' },
    bearer((tokens) => tokens.sign({ sub: 'zoë 🔑' })),
  ),
  plain('no token', 'no_token'),
  rejected('an expired token', 'expired', { expiresIn: -60 }),
  rejected('a token that is not valid yet', 'not_yet_valid', () => ({
    claims: { nbf: Math.floor(Date.now() / 1000) + 60 },
  })),
  rejected('a token without an expiry', 'missing_expiry', { claims: { exp: null, iat: null } }),
  rejected('a token for another audience', 'wrong_audience', { audience: 'other' }),
  rejected('a token of another issuer', 'unknown_issuer', {
    claims: { iss: 'https://evil.example' },
  }),
  rejected('a token without a subject', 'missing_subject', { claims: { sub: null } }),
  altered('a token with changed claims', 'bad_signature', forged),
  altered("a stranger's signature", 'bad_signature', async (tokens) =>
    signedByStranger(await tokens.sign()),
  ),
  rejected('a kid that names no key', 'unknown_key', { header: { kid: 'nobody' } }),
  altered('an unsigned token', 'malformed_token', async (tokens) => unsigned(await tokens.sign())),
  altered('a symmetric algorithm', 'unsupported_algorithm', async (tokens) =>
    hs256(await tokens.sign()),
  ),
  rejected('a critical extension', 'unsupported_critical_header', {
    header: { crit: ['x'], x: 1 },
  }),
  plain('an API key', 'malformed_token', 'Bearer YOUR_API_KEY'),
  altered('two tokens', 'malformed_header', async (tokens) =>
    [await tokens.sign(), await tokens.sign()].join(' '),
  ),
  plain('another scheme', 'malformed_header', 'Basic YWxpY2U6c2VjcmV0'),
];

function scenario(
  path: AccessScenario['path'],
  name: string,
  expected: ExpectedAccess,
  authorization: AccessScenario['authorization'],
): AccessScenario {
  return { path, name, expected, authorization };
}

function allowed(name: string, options: TokenOptions): AccessScenario {
  return scenario(
    '/protected',
    name,
    greeting,
    bearer((tokens) => tokens.sign(options)),
  );
}

function rejected(
  name: string,
  rejection: RejectionReason,
  options: TokenOptions | (() => TokenOptions),
): AccessScenario {
  return altered(name, rejection, (tokens) =>
    tokens.sign(typeof options === 'function' ? options() : options),
  );
}

function altered(
  name: string,
  rejection: RejectionReason,
  token: (tokens: AccessTokens) => Promise<string>,
): AccessScenario {
  return scenario('/protected', name, { rejection }, bearer(token));
}

function plain(
  name: string,
  rejection: RejectionReason | 'no_token',
  authorization?: string,
): AccessScenario {
  return scenario('/protected', name, { rejection }, async () => authorization);
}

function bearer(token: (tokens: AccessTokens) => Promise<string>): AccessScenario['authorization'] {
  return async (tokens) => `Bearer ${await token(tokens)}`;
}

async function forged(tokens: AccessTokens): Promise<string> {
  return withClaims(await tokens.sign(), { sub: 'alice-forged' });
}

/** The part of a response that is compared. */
export interface ComparedResponse {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
  /** The header `WWW-Authenticate`. */
  readonly challenge: string | null;
}

const restRejection: ComparedResponse = {
  status: 401,
  type: 'text/plain',
  body: 'Token is not valid or has expired',
  challenge: 'Bearer realm="zuplo-jwt-api", error="invalid_token"',
};
const rejections = {
  http: { noToken: message(401, 'Unauthorized'), badToken: message(403, 'Forbidden') },
  rest: { noToken: restRejection, badToken: restRejection },
};

/** Returns the response of an API with the default realm. */
export function expectedResponse(api: ApiType, expected: ExpectedAccess): ComparedResponse {
  if ('rejection' in expected)
    return rejections[api][expected.rejection === 'no_token' ? 'noToken' : 'badToken'];
  return { status: 200, type: 'text/plain; charset=utf-8', body: expected.body, challenge: null };
}

/** The response to a path that no route has, by API type. */
export const noRoute: Readonly<Record<ApiType, ComparedResponse>> = {
  http: message(404, 'Not Found'),
  rest: message(403, 'Missing Authentication Token'),
};

function message(status: number, text: string): ComparedResponse {
  const body = JSON.stringify({ message: text });
  return { status, type: 'application/json', body, challenge: null };
}
