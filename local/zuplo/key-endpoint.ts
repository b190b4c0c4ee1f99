import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigningKeys } from './signing-keys.ts';

/** Where Zuplo's JWT service publishes, below the deployment's own address. */
export const issuerPath = '/__zuplo/issuer';

/** Gives a handler of the issuer's two documents; undefined for a path that is neither. */
export function createKeyEndpoint(issuer: string, keys: SigningKeys) {
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

function answerWith(document: () => object) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document()));
  };
}
