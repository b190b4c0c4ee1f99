import { accessKeys, audience, publishedKeys } from '../access-tokens.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { bearer } from './bearer.ts';
import { capturedFailures, capturedRefreshes } from './captured-failures.ts';
import { capturedRefusals } from './captured-refusals.ts';

/** Lines of a function's log, by what happened. */
export type CapturedLines = Readonly<Record<string, readonly string[]>>;

/**
 * The very lines that the deployed bundles print, in Lambda's JSON log format, for everything that can
 * happen: captured from the bundles while they run, against a key endpoint on a loopback socket.
 *
 * Some seconds long: a test file asks once, in `beforeAll`.
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
    const refusals = await capturedRefusals(issuer, keys, environment);
    const refreshes = await capturedRefreshes(situation);
    return { ...refusals, ...refreshes, ...(await capturedFailures(situation)) };
  } finally {
    await endpoint.close();
  }
}
