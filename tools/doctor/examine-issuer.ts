import { JwksFetchError } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';
import type { DeploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { clockFinding } from './clock-finding.ts';
import { type Conclusion, conclusionOf } from './conclusion.ts';
import { discoveryFindings, type ExpectedDiscovery } from './discovery-findings.ts';
import { type Finding, warning } from './finding.ts';
import { getDocument } from './get-document.ts';
import { fetchJwksDocument } from './jwks-endpoint.ts';
import { examineJwks } from './jwks-findings.ts';
import { requestError } from './request-error.ts';

export interface Examination {
  readonly findings: readonly Finding[];
  readonly conclusion: Conclusion;
  /** The conclusion in words. */
  readonly sentence: string;
}

/** The settings that an examination depends on. */
export type ExaminationSettings = Pick<
  DeploymentSettings,
  'algorithms' | 'leewaySeconds' | 'jwksTimeoutMilliseconds'
>;

/** Fetches an issuer's JWKS and discovery document; returns whether the authorizer can verify its tokens. */
export async function examineIssuer(
  issuer: string,
  settings: ExaminationSettings,
): Promise<Examination> {
  const { algorithms: accepted, jwksTimeoutMilliseconds } = settings;
  const { document, findings: fetched } = await fetchJwksDocument(issuer, jwksTimeoutMilliseconds);
  const jwks = document === undefined ? undefined : examineJwks(document, accepted);
  const findings = [
    ...fetched,
    ...(jwks?.findings ?? []),
    ...(await examineDiscovery({ issuer, accepted, verified: jwks?.algorithms }, settings)),
  ];
  return { findings, ...conclusionOf(findings, jwks?.algorithms ?? []) };
}

async function examineDiscovery(
  expected: ExpectedDiscovery,
  { leewaySeconds, jwksTimeoutMilliseconds }: ExaminationSettings,
): Promise<readonly Finding[]> {
  const url = new URL(`${expected.issuer}/.well-known/openid-configuration`);
  const failed = (message: string) =>
    warning(
      `discovery document: ${url} ${requestError(message).text}; the authorizer does not need it, but iss and ` +
        'algorithms of tokens were not compared',
    );
  try {
    const response = await getDocument(url, jwksTimeoutMilliseconds);
    const clock = clockFinding(response, leewaySeconds);
    return response.status === 200
      ? [...discoveryFindings(response.body, expected), clock]
      : [failed(`status ${response.status}`), clock];
  } catch (error) {
    if (!(error instanceof JwksFetchError)) throw error;
    return [failed(error.message), warning('clock: not compared: no response')];
  }
}
