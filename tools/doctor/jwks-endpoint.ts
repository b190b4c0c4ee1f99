import { JwksFetchError } from '../../lambdas/authorizer/jwks/jwks-fetch-error.ts';
import { type Finding, ok, problem, unclearProblem, warning } from './finding.ts';
import { requestError } from './request-error.ts';
import { type TimedDocument, timedFetch } from './timed-fetch.ts';

/** Returns the URL from which the authorizer fetches an issuer's JWKS. */
export function jwksUrl(issuer: string): URL {
  return new URL(`${issuer}/.well-known/jwks.json`);
}

/**
 * Fetches the JWKS, and examines the response.
 * @param timeoutMs the authorizer's limit in milliseconds while it has no JWKS
 * @returns the response, undefined if the fetch failed
 */
export async function examineJwksEndpoint(
  issuer: string,
  timeoutMs: number,
): Promise<{
  readonly response: TimedDocument | undefined;
  readonly findings: readonly Finding[];
}> {
  const url = jwksUrl(issuer);
  const start = performance.now();
  try {
    const response = await timedFetch(url, timeoutMs);
    const duration = durationFinding(Math.round(performance.now() - start), timeoutMs);
    return { response, findings: [duration, ...responseFindings(response)] };
  } catch (error) {
    if (!(error instanceof JwksFetchError)) throw error;
    const { text, advice, isCertain } = requestError(error.message);
    const finding = isCertain ? problem : unclearProblem;
    return {
      response: undefined,
      findings: [finding(`JWKS: ${url} ${text}: ${advice}`, `its JWKS endpoint ${text}`)],
    };
  }
}

/** Returns whether a fetch was fast enough, for a refresh too. */
export function durationFinding(milliseconds: number, timeoutMs: number): Finding {
  const found = `JWKS: fetched in ${milliseconds} ms, of ${timeoutMs} ms allowed`;
  return milliseconds <= timeoutMs / 2
    ? ok(found)
    : warning(
        `${found}: a refresh is allowed half of that. Refreshes would fail: one request a minute would wait ` +
          `${timeoutMs / 2} ms for one, and a withdrawn key would stay trusted until a token with a new key ` +
          'arrives, at most for jwksMaxStaleSeconds. Raise jwksTimeoutMilliseconds (at most 3000)',
      );
}

function responseFindings({ text, headers, isRetried }: TimedDocument): readonly Finding[] {
  const encoding = headers['content-encoding'];
  return [
    ...(isRetried ? [warning('JWKS: the first attempt failed; fetched by a retry')] : []),
    ...(encoding === undefined || encoding === 'identity'
      ? []
      : [ok(`JWKS: sent with content encoding ${encoding}, which the authorizer decodes`)]),
    ...(text.startsWith('\ufeff')
      ? [
          warning(
            'JWKS: it begins with a byte order mark, which RFC 8259 forbids: the authorizer ignores it, other ' +
              'verifiers may not',
          ),
        ]
      : []),
  ];
}
