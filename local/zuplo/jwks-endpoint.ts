import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigningKeys } from './signing-keys.ts';

/** The path of the issuer in a Zuplo deployment. */
export const issuerPath = '/__zuplo/issuer';

/** How the JWKS endpoint behaves: as it should, or in a way that a test needs. */
export const jwksEndpointModes = ['ok', 'empty', 'error', 'disconnect', 'timeout'] as const;

/** One of {@link jwksEndpointModes}. */
export type JwksEndpointMode = (typeof jwksEndpointModes)[number];

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Creates a function that returns the handler of the issuer's JWKS or OpenID Connect Discovery
 * metadata, by path; undefined for other paths.
 *
 * @param mode called for each request
 */
export function createJwksEndpoint(
  issuer: string,
  keys: SigningKeys,
  mode: () => JwksEndpointMode,
): (path: string) => Handler | undefined {
  const documents: Readonly<Record<string, () => object>> = {
    [`${issuerPath}/.well-known/jwks.json`]: () => ({
      // Like Zuplo's, which have no key ID.
      keys: mode() === 'empty' ? [] : keys.published().map(({ kid: _, ...jwk }) => jwk),
    }),
    // The members that OpenID Connect Discovery 1.0 section 3 requires.
    [`${issuerPath}/.well-known/openid-configuration`]: () => ({
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: keys.published().map(({ alg }) => alg),
    }),
  };
  return (path) => {
    const document = Object.hasOwn(documents, path) ? documents[path] : undefined;
    return document && ((request, response) => respond(request, response, mode(), document));
  };
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  mode: JwksEndpointMode,
  document: () => object,
): void {
  if (mode === 'timeout') return;
  if (mode === 'disconnect') request.socket.destroy();
  else if (mode === 'error') response.writeHead(500).end();
  else if (request.method !== 'GET' && request.method !== 'HEAD')
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
  else {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document()));
  }
}
