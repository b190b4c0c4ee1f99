import { signingKey } from '../signing.ts';
import { notFound, type TestContext } from './context.ts';

/** Creates set-ups with one issuer that has one key. */
export function oneIssuer(context: TestContext) {
  const key = signingKey('EdDSA');
  return {
    key,
    /** Starts an endpoint that publishes the key, and an authorizer. */
    async setUp(settings: Readonly<Record<string, string>> = {}) {
      const endpoint = await context.endpoint(key.jwk);
      const authorizer = await context.start(endpoint, settings);
      const authorize = () => authorizer.authorize(context.token(endpoint, key));
      return { endpoint, authorizer, authorize };
    },
    /** Starts an authorizer whose endpoint does not respond with a JWKS. */
    async setUpWithoutJwks() {
      const endpoint = await context.endpoint();
      endpoint.answer(notFound);
      const authorizer = await context.start(endpoint);
      const authorize = () => authorizer.authorize(context.token(endpoint, key));
      return { endpoint, authorizer, authorize };
    },
  };
}
