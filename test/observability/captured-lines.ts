import { accessKeys, audience, publishedKeys } from '../access-tokens.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { bearer } from './bearer.ts';
import { capturedErrors, capturedRefreshes, capturedTimeout } from './captured-errors.ts';
import type { CapturedLines } from './captured-function.ts';
import { capturedRejections } from './captured-rejections.ts';

/**
 * Runs the deployed bundles against a JWKS endpoint on a loopback socket, and returns what they log in every
 * situation, in Lambda's JSON log format. Takes some seconds: call it once in a test file, in `beforeAll`.
 */
export async function capturedLines(): Promise<CapturedLines> {
  const endpoint = await startKeyEndpoint();
  const { issuer } = endpoint;
  const environment = { ISSUER: issuer, AUDIENCE: audience };
  const keys = accessKeys();
  const authorization = bearer(issuer, keys, { lifeSeconds: 7200 });
  const situation = { endpoint, authorization, environment };
  try {
    endpoint.publish(...publishedKeys(keys));
    const rejections = await capturedRejections(issuer, keys, environment);
    const timeout = await capturedTimeout(situation);
    endpoint.publish(...publishedKeys(keys));
    const refreshes = await capturedRefreshes(situation);
    return { ...rejections, ...timeout, ...refreshes, ...(await capturedErrors(situation)) };
  } finally {
    await endpoint.close();
  }
}
