import type { FidelityRow } from '../../packages/local-gateway/test/fidelity/fidelity-row.ts';
import { page, seen } from '../../packages/local-gateway/test/fidelity/sources.ts';

/** Rows on this project's own stack. `{good}`, `{expired}` and `{forged}` stand for tokens. */
export interface OwnStackTheme {
  readonly api: 'http' | 'rest';
  readonly title: string;
  readonly rows: readonly FidelityRow[];
}

function row(
  behaviour: string,
  request: string,
  token: string | undefined,
  expected: FidelityRow['expected'],
  source: string,
  confidence: FidelityRow['confidence'] = 'confirmed',
): FidelityRow {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return { behaviour, source, confidence, request, headers, expected };
}

const welcome = { status: 200, body: 'Welcome to the public API' };
const forbidden = {
  status: 403,
  body: '{"message":"Forbidden"}',
  headers: { 'www-authenticate': null },
};
const notFound = { status: 404, body: '{"message":"Not Found"}' };
const challenged = {
  status: 401,
  body: 'Token is not valid or has expired',
  headers: {
    'content-type': 'text/plain',
    'www-authenticate': 'Bearer realm="zuplo-jwt-api", error="invalid_token"',
    'x-amzn-errortype': 'UnauthorizedException',
  },
};
const noMethod = { status: 403, body: '{"message":"Missing Authentication Token"}' };

/** What either flavour of this project's stack answers. */
export const ownStackThemes: readonly OwnStackTheme[] = [
  {
    api: 'http',
    title: "This project's HTTP API",
    rows: [
      row('the public route is open', 'GET /', undefined, welcome, page.routes),
      row(
        'a genuine token opens the protected route',
        'GET /protected',
        '{good}',
        { status: 200, body: /alice/ },
        page.authorizer,
      ),
      row(
        'no token is 401',
        'GET /protected',
        undefined,
        { status: 401, body: '{"message":"Unauthorized"}' },
        page.authorizer,
      ),
      row(
        'an expired token is 403',
        'GET /protected',
        '{expired}',
        forbidden,
        seen.ministack,
        'reported',
      ),
      row(
        'a forged token is 403',
        'GET /protected',
        '{forged}',
        forbidden,
        seen.ministack,
        'reported',
      ),
      row(
        'what is no token is 403',
        'GET /protected',
        'nonsense',
        forbidden,
        seen.ministack,
        'reported',
      ),
      row('another method is not found', 'POST /protected', '{good}', notFound, page.routes),
      row(
        'another path is not found, with a token',
        'GET /nothing',
        '{good}',
        notFound,
        page.routes,
      ),
      ...['/protected/', '//protected', '/Protected'].map((path) =>
        row(
          `${path} is no way around the authorizer`,
          `GET ${path}`,
          undefined,
          notFound,
          'InfoQ, June 2026: a trailing slash that went around an authorizer',
          'unknown',
        ),
      ),
      ...['/%2e/protected', '/protected%2f', '/x/../protected'].map((path) =>
        row(
          `${path} is no way around the authorizer`,
          `GET ${path}`,
          undefined,
          { status: 400 },
          'InfoQ, June 2026: a trailing slash that went around an authorizer',
          'unknown',
        ),
      ),
    ],
  },
  {
    api: 'rest',
    title: "This project's REST API",
    rows: [
      row('the public method is open', 'GET /', undefined, welcome, page.restIntegration),
      row(
        'a genuine token opens the protected method',
        'GET /protected',
        '{good}',
        { status: 200, body: /alice/ },
        page.restAuthorizer,
      ),
      row(
        'no token is 401, as the gateway response wants it',
        'GET /protected',
        undefined,
        challenged,
        page.gatewayResponses,
      ),
      row(
        'an expired token is 401, with a challenge',
        'GET /protected',
        '{expired}',
        challenged,
        page.restAuthorizer,
      ),
      row(
        'a forged token is 401, with a challenge',
        'GET /protected',
        '{forged}',
        challenged,
        page.restAuthorizer,
      ),
      row(
        'a trailing slash leads to the same authorizer',
        'GET /protected/',
        undefined,
        challenged,
        seen.powertoolsPython,
        'reported',
      ),
      row(
        'another method is 403',
        'POST /protected',
        undefined,
        noMethod,
        seen.serverless,
        'reported',
      ),
      row('another path is 403', 'GET /nothing', undefined, noMethod, seen.serverless, 'reported'),
    ],
  },
];
