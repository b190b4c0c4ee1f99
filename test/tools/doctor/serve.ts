import type { RequestListener } from 'node:http';
import type { KeyEndpoint } from '../../key-endpoint.ts';
import { signingKey } from '../../signing.ts';

/** What an issuer publishes; what is left out is as it should be. */
export interface Published {
  readonly keySet?: RequestListener;
  readonly discovery?: RequestListener;
}

/** A key as Zuplo publishes it. */
export const goodKey = { ...signingKey('EdDSA').jwk, kid: 'good', alg: 'EdDSA', use: 'sig' };

/** Gives a discovery document without fault. */
export function goodDiscovery(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['EdDSA'],
  };
}

/** From now on the endpoint is an issuer that publishes this. */
export function serve(endpoint: KeyEndpoint, published: Published): void {
  const { keySet = keys(goodKey), discovery = json(goodDiscovery(endpoint.issuer)) } = published;
  endpoint.answer((request, response) => {
    const isKeySet = request.url?.endsWith('/.well-known/jwks.json') === true;
    (isKeySet ? keySet : discovery)(request, response);
  });
}

/** Answers with a key set of these keys. */
export function keys(...jwks: readonly unknown[]): RequestListener {
  return json({ keys: jwks });
}

/** Answers with a JSON document. @param headers that replace Node's own, Date among them */
export function json(document: unknown, headers: Record<string, string> = {}): RequestListener {
  return text(JSON.stringify(document), headers);
}

/** Answers with any text. */
export function text(body: string, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
}

/** Answers with a status and no more. */
export function status(code: number, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => response.writeHead(code, headers).end();
}
