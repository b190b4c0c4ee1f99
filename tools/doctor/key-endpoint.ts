import { fetchJwks, JwksFetchError } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';
import { failedRequest } from './failed-request.ts';
import { type Finding, ok, openProblem, problem, warning } from './finding.ts';

/** What the key endpoint gave, under the authorizer's rules. */
export interface KeyEndpointAnswer {
  /** Undefined if there is none. */
  readonly document: string | undefined;
  readonly findings: readonly Finding[];
}

/** Gives the URL that the authorizer fetches an issuer's keys from. */
export function keySetUrl(issuer: string): URL {
  return new URL(`${issuer}/.well-known/jwks.json`);
}

/**
 * Fetches the key set with the authorizer's own code, a second attempt included if the first failed in
 * passing, and says how it went.
 * @param deadlineMs milliseconds that the authorizer may take when it has no keys
 */
export async function askKeyEndpoint(
  issuer: string,
  deadlineMs: number,
): Promise<KeyEndpointAnswer> {
  const url = keySetUrl(issuer);
  let attempts = 1;
  const mayRetry = () => {
    attempts += 1;
    return true;
  };
  const start = performance.now();
  try {
    const document = await fetchJwks(url, deadlineMs, mayRetry);
    const milliseconds = Math.round(performance.now() - start);
    const again =
      attempts === 1 ? [] : [warning('key endpoint: answered at the second attempt only')];
    return { document, findings: [timing(milliseconds, deadlineMs), ...again] };
  } catch (error) {
    if (!(error instanceof JwksFetchError)) throw error;
    const { found, advice, isCertain } = failedRequest(error.message);
    const finding = isCertain ? problem : openProblem;
    const text = `key endpoint: ${url} ${found}: ${advice}`;
    return { document: undefined, findings: [finding(text, `its key endpoint ${found}`)] };
  }
}

function timing(milliseconds: number, deadlineMs: number): Finding {
  const took = `key endpoint: answered in ${milliseconds} of ${deadlineMs} ms`;
  if (milliseconds <= deadlineMs / 2) return ok(took);
  // A refresh of keys that are there gets half of the time (SECURITY.md).
  return warning(
    `${took}: refreshing keys may take half of that only; raise jwksTimeoutMilliseconds`,
  );
}
