import type { RequestListener } from 'node:http';
import type { KeyEndpoint } from '../../key-endpoint.ts';
import { signingKey } from '../../signing.ts';

/** A key as Zuplo publishes it. */
export const goodKey = { ...signingKey('EdDSA').jwk, kid: 'good', alg: 'EdDSA', use: 'sig' };

/** Returns a correct discovery document. */
export function discoveryOf(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['EdDSA'],
  };
}

/** Makes an endpoint respond as an issuer; both documents are correct by default. */
export function publish(
  endpoint: KeyEndpoint,
  documents: { readonly jwks?: RequestListener; readonly discovery?: RequestListener } = {},
): void {
  const { jwks = json({ keys: [goodKey] }), discovery = json(discoveryOf(endpoint.issuer)) } =
    documents;
  endpoint.answer((request, response) => {
    const isJwks = request.url?.endsWith('/.well-known/jwks.json') === true;
    (isJwks ? jwks : discovery)(request, response);
  });
}

/** Responds with a JSON document. @param headers replace Node's own, such as Date */
export function json(document: unknown, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(document));
  };
}

/** Responds with a status and without a body. */
export function status(code: number, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => response.writeHead(code, headers).end();
}
