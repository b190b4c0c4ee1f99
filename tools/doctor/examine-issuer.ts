import type { IssuerPolicy } from '../../contract/issuer-policy.ts';
import { JwksFetchError } from '../../lambdas/authorizer/jwks/jwks-fetch-error.ts';
import type { DeploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { clockFinding } from './clock-finding.ts';
import { type Conclusion, conclusionOf } from './conclusion.ts';
import { discoveryFindings, type ExpectedDiscovery } from './discovery-findings.ts';
import { type Finding, warning } from './finding.ts';
import { examineJwksEndpoint } from './jwks-endpoint.ts';
import { examineJwks } from './jwks-findings.ts';
import { requestError } from './request-error.ts';
import { type TimedDocument, timedFetch } from './timed-fetch.ts';

export interface Examination {
  readonly findings: readonly Finding[];
  readonly conclusion: Conclusion;
  /** The conclusion in words. */
  readonly sentence: string;
}

/** The settings that an examination depends on. */
export type ExaminationSettings = Pick<
  DeploymentSettings,
  'leewaySeconds' | 'jwksTimeoutMilliseconds'
>;

/** Fetches an issuer's JWKS and discovery document; returns whether the authorizer can verify its tokens. */
export async function examineIssuer(
  { issuer, algorithms: accepted }: Pick<IssuerPolicy, 'issuer' | 'algorithms'>,
  { leewaySeconds, jwksTimeoutMilliseconds }: ExaminationSettings,
): Promise<Examination> {
  const endpoint = await examineJwksEndpoint(issuer, jwksTimeoutMilliseconds);
  const jwks = endpoint.response && examineJwks(endpoint.response.text, accepted);
  const expected = { issuer, accepted, verified: jwks?.algorithms };
  const discovery = await examineDiscovery(expected, jwksTimeoutMilliseconds);
  const timed = discovery.response ?? endpoint.response;
  const findings = [
    ...endpoint.findings,
    ...(jwks?.findings ?? []),
    ...discovery.findings,
    timed ? clockFinding(timed, leewaySeconds) : warning('clock: not compared: no response'),
  ];
  return { findings, ...conclusionOf(findings, jwks?.algorithms ?? []) };
}

async function examineDiscovery(
  expected: ExpectedDiscovery,
  timeoutMs: number,
): Promise<{
  readonly response: TimedDocument | undefined;
  readonly findings: readonly Finding[];
}> {
  const url = new URL(`${expected.issuer}/.well-known/openid-configuration`);
  try {
    const response = await timedFetch(url, timeoutMs);
    return { response, findings: discoveryFindings(response.text, expected) };
  } catch (error) {
    if (!(error instanceof JwksFetchError)) throw error;
    const finding = warning(
      `discovery document: ${url} ${requestError(error.message).text}; the authorizer does not need it, but iss ` +
        'and algorithms of tokens were not compared',
    );
    return { response: undefined, findings: [finding] };
  }
}
