import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigningKeys } from './signing-keys.ts';

/** Where Zuplo's JWT service publishes, below the deployment's own address. */
export const issuerPath = '/__zuplo/issuer';

/**
 * How the key endpoint behaves: as it should, or not at all (the connection breaks), never (it is
 * left open), with a 500.
 */
export const keyEndpointModes = ['answering', 'stopped', 'hanging', 'failing'] as const;

/** One of {@link keyEndpointModes}. */
export type KeyEndpointMode = (typeof keyEndpointModes)[number];

/**
 * Gives a handler of the issuer's two documents; undefined for a path that is neither.
 *
 * @param mode asked for each request. @default always answering
 */
export function createKeyEndpoint(
  issuer: string,
  keys: SigningKeys,
  mode: () => KeyEndpointMode = () => 'answering',
) {
  const answerWith =
    (document: () => object) => (request: IncomingMessage, response: ServerResponse) =>
      behaviours[mode()](request, response, document);
  return (
    path: string,
  ): ((request: IncomingMessage, response: ServerResponse) => void) | undefined => {
    if (path === `${issuerPath}/.well-known/jwks.json`) {
      return answerWith(() => ({ keys: keys.published() }));
    }
    if (path === `${issuerPath}/.well-known/openid-configuration`) {
      return answerWith(() => discovery(issuer, keys));
    }
    return undefined;
  };
}

/** What OpenID Connect Discovery 1.0 section 3 asks of an issuer that only signs. */
function discovery(issuer: string, keys: SigningKeys) {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: keys.published().map(({ alg }) => alg),
  };
}

type Behaviour = (
  request: IncomingMessage,
  response: ServerResponse,
  document: () => object,
) => void;

const behaviours: Readonly<Record<KeyEndpointMode, Behaviour>> = {
  answering: answerDocument,
  stopped: (request) => request.socket.destroy(),
  hanging: () => {},
  failing: (_, response) => response.writeHead(500).end(),
};

function answerDocument(
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
