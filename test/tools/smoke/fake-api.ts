import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createLocalJWKSet, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { ApiType } from '../../../contract/api-type.ts';
import type { Route } from '../../../lib/api/route.ts';
import { type GatewayReason, gatewayResponses } from '../../../tools/gateway-responses.ts';
import { scopeClaims } from '../../../tools/smoke/forged-token.ts';
import { runChecks, type SmokeTest } from '../../../tools/smoke/run-checks.ts';
import { samplePath } from '../../../tools/smoke/sample-paths.ts';
import type { Tokens } from '../../../tools/smoke/tokens.ts';
import { accessKeys, accessTokens, audience } from '../../access-tokens.ts';
import { startApi } from '../../local/zuplo/echo-api.ts';

const keys = accessKeys();
const jwks = createLocalJWKSet({ keys: [{ kty: 'OKP', ...keys.zuplo.jwk }] });
const issuer = 'https://issuer.example/a';

/** Signs tokens that the fake API accepts. */
export const { sign } = accessTokens(issuer, keys);

/** All tokens, as the Zuplo stand-in signs them. */
export const tokens: Tokens = {
  sign,
  valid: (scopes) => sign({ claims: scopeClaims(scopes) }),
};

export const routes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handler: 'a' },
  { method: 'PUT', path: '/form', access: 'public', handler: 'a' },
  { method: 'DELETE', path: '/items', access: 'protected', handler: 'a' },
  { method: 'GET', path: '/items/{id}', access: 'protected', handler: 'a' },
  {
    method: 'POST',
    path: '/items',
    access: 'protected',
    scopes: ['a:read', 'a:write'],
    handler: 'a',
  },
];

/** A request as the fake API sees it. */
export interface FakeRequest {
  /** `GET /items/1` */
  readonly key: string;
  readonly authorization: string | undefined;
  readonly body: string;
  /** API Gateway's own response; undefined: the handler's. */
  readonly reason: GatewayReason | undefined;
}

/** How the fake API differs from the route table. */
export interface Faults {
  /** Changes the verification of tokens. */
  readonly verify?: JWTVerifyOptions;
  /** Whether a token is accepted, without any verification. */
  readonly accepts?: (authorization: string) => boolean;
  /** Whether scopes are ignored. */
  readonly ignoresScopes?: boolean;
  /** Responds to a request instead of the API; returns whether it did. */
  readonly respond?: (request: FakeRequest, response: ServerResponse) => boolean;
}

/** The header and body of a response of API Gateway. */
export function respondAs(api: ApiType, reason: GatewayReason, response: ServerResponse): true {
  const { status, type, body, error } = gatewayResponses[api][reason];
  const challenge = error && { 'www-authenticate': `Bearer realm="any", error="${error}"` };
  response.writeHead(status, { 'content-type': type, ...challenge }).end(body);
  return true;
}

async function reasonFor(
  route: Route | undefined,
  authorization: string | undefined,
  faults: Faults,
): Promise<GatewayReason | undefined> {
  if (route === undefined) return 'noRoute';
  if (route.access === 'public') return undefined;
  if (authorization === undefined) return 'noToken';
  if (faults.accepts?.(authorization) === true) return undefined;
  const claims = await claimsOf(authorization, faults.verify);
  if (claims === undefined) return 'badToken';
  const scopes = String(claims['scope'] ?? '').split(' ');
  const isPermitted = (route.scopes ?? []).every((scope) => scopes.includes(scope));
  return isPermitted || faults.ignoresScopes === true ? undefined : 'missingScope';
}

async function claimsOf(
  authorization: string,
  changes: JWTVerifyOptions = {},
): Promise<JWTPayload | undefined> {
  const [, token = ''] = /^Bearer (\S+)$/.exec(authorization) ?? [];
  const options = { issuer, audience, requiredClaims: ['sub', 'exp'], ...changes };
  return jwtVerify(token, jwks, options).then(
    ({ payload }) => payload,
    () => undefined,
  );
}

/** Runs smoke against a fake API; returns the exit status, the lines printed and the requests received. */
export async function smokeOf(
  faults: Faults = {},
  options: Partial<Omit<SmokeTest, 'url' | 'log'>> = {},
) {
  const api = options.api ?? 'http';
  const requests: FakeRequest[] = [];
  const server = await startApi(async (incoming: IncomingMessage, response) => {
    const { method, url, headers } = incoming;
    const body = await text(incoming);
    const key = `${method} ${url}`;
    const table = options.routes ?? routes;
    const route = table.find((one) => `${one.method} ${samplePath(one)}` === key);
    const { authorization } = headers;
    const reason = await reasonFor(route, authorization, faults);
    const request = { key, authorization, body, reason };
    requests.push(request);
    if (faults.respond?.(request, response) === true) return;
    if (reason !== undefined) respondAs(api, reason, response);
    else response.end('the response of the handler');
  });
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const test = { routes, timeoutMs: 10_000, tokens, ...options, url: server.url, log };
  try {
    const status = await runChecks(test);
    return { status, lines, requests, summary: lines.at(-1) };
  } finally {
    await server.close();
  }
}

/** Returns the checks with a result: `GET /items/{id}: no token`. */
export function checksWith(kind: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const [, found, route, name] = /^(\w+) +([A-Z]+ \S+) +(.*?) → /.exec(line) ?? [];
    return found === kind ? [`${route}: ${name}`] : [];
  });
}
