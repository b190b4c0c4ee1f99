import { fetchJwks, JwksFetchError } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';
import { type Finding, ok, problem, unclearProblem, warning } from './finding.ts';
import { requestError } from './request-error.ts';

/** Returns the URL from which the authorizer fetches an issuer's JWKS. */
export function jwksUrl(issuer: string): URL {
  return new URL(`${issuer}/.well-known/jwks.json`);
}

/**
 * Fetches the JWKS with the authorizer's code, including one retry after a transient error.
 * @param timeoutMs the authorizer's limit in milliseconds while it has no JWKS
 * @returns the document, undefined if the fetch failed
 */
export async function fetchJwksDocument(
  issuer: string,
  timeoutMs: number,
): Promise<{ readonly document: string | undefined; readonly findings: readonly Finding[] }> {
  const url = jwksUrl(issuer);
  let isRetried = false;
  const mayRetry = () => {
    isRetried = true;
    return true;
  };
  const start = performance.now();
  try {
    const document = await fetchJwks(url, timeoutMs, mayRetry);
    const duration = durationFinding(Math.round(performance.now() - start), timeoutMs);
    const retry = isRetried ? [warning('JWKS: the first attempt failed; fetched by a retry')] : [];
    return { document, findings: [duration, ...retry] };
  } catch (error) {
    if (!(error instanceof JwksFetchError)) throw error;
    const { text, advice, isCertain } = requestError(error.message);
    const finding = isCertain ? problem : unclearProblem;
    return {
      document: undefined,
      findings: [finding(`JWKS: ${url} ${text}: ${advice}`, `its JWKS endpoint ${text}`)],
    };
  }
}

/** Returns whether a fetch was fast enough, for a refresh too. */
export function durationFinding(milliseconds: number, timeoutMs: number): Finding {
  const found = `JWKS: fetched in ${milliseconds} ms, of ${timeoutMs} ms allowed`;
  return milliseconds <= timeoutMs / 2
    ? ok(found)
    : warning(`${found}; a refresh is allowed half of that: raise jwksTimeoutMilliseconds`);
}
