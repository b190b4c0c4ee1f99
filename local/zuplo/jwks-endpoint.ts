import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigningKeys } from './signing-keys.ts';

/** The path of the issuer in a Zuplo deployment. */
export const issuerPath = '/__zuplo/issuer';

/** Responds, closes the connection, never responds, or responds with 500. */
export const jwksEndpointModes = ['answering', 'stopped', 'hanging', 'failing'] as const;

/** One of {@link jwksEndpointModes}. */
export type JwksEndpointMode = (typeof jwksEndpointModes)[number];

/**
 * Creates a function that returns the handler of the issuer's two documents, by path; undefined for
 * other paths.
 *
 * @param mode called for each request. @default always answering
 */
export function createJwksEndpoint(
  issuer: string,
  keys: SigningKeys,
  mode: () => JwksEndpointMode = () => 'answering',
) {
  const respondWith =
    (document: () => object) => (request: IncomingMessage, response: ServerResponse) =>
      behaviors[mode()](request, response, document);
  return (
    path: string,
  ): ((request: IncomingMessage, response: ServerResponse) => void) | undefined => {
    if (path === `${issuerPath}/.well-known/jwks.json`) {
      return respondWith(() => ({ keys: keys.published() }));
    }
    if (path === `${issuerPath}/.well-known/openid-configuration`) {
      return respondWith(() => discovery(issuer, keys));
    }
    return undefined;
  };
}

/** The metadata that OpenID Connect Discovery 1.0 section 3 requires. */
function discovery(issuer: string, keys: SigningKeys) {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: keys.published().map(({ alg }) => alg),
  };
}

type Behavior = (
  request: IncomingMessage,
  response: ServerResponse,
  document: () => object,
) => void;

const behaviors: Readonly<Record<JwksEndpointMode, Behavior>> = {
  answering: respondDocument,
  stopped: (request) => request.socket.destroy(),
  hanging: () => {},
  failing: (_, response) => response.writeHead(500).end(),
};

function respondDocument(
  request: IncomingMessage,
  response: ServerResponse,
  document: () => object,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(document()));
}
