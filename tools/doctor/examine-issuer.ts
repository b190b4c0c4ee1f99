import { JwksFetchError } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';
import type { DeploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { boundedGet } from './bounded-get.ts';
import { certificateTrust } from './certificate-trust.ts';
import { clockFinding } from './clock-finding.ts';
import { type Asked, discoveryFindings } from './discovery-findings.ts';
import { examineKeySet } from './examine-key-set.ts';
import { failedRequest } from './failed-request.ts';
import { type Finding, warning } from './finding.ts';
import { askKeyEndpoint } from './key-endpoint.ts';
import { type Verdict, verdictOn, verdictSentence } from './verdict.ts';

/** What was found out about an issuer. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** The verdict in one sentence, with the issuer's name. */
  readonly sentence: string;
}

/** What of the settings an examination depends on. */
export type ExaminationSettings = Pick<
  DeploymentSettings,
  'algorithms' | 'leewaySeconds' | 'jwksTimeoutMilliseconds'
>;

/**
 * Asks an issuer for its keys, then for its discovery document, and says whether the authorizer can
 * verify its tokens.
 */
export async function examineIssuer(
  issuer: string,
  settings: ExaminationSettings,
): Promise<Examination> {
  const { document, findings: answer } = await askKeyEndpoint(
    issuer,
    settings.jwksTimeoutMilliseconds,
  );
  const keySet = document === undefined ? undefined : examineKeySet(document, settings.algorithms);
  const findings = [
    ...certificateTrust(issuer, process.env),
    ...answer,
    ...(keySet?.findings ?? []),
    ...(await discover({ issuer, verified: keySet?.algorithms }, settings)),
  ];
  return {
    findings,
    verdict: verdictOn(findings),
    sentence: verdictSentence(issuer, findings, keySet?.algorithms ?? []),
  };
}

async function discover(
  { issuer, verified }: Pick<Asked, 'issuer' | 'verified'>,
  { algorithms, leewaySeconds, jwksTimeoutMilliseconds }: ExaminationSettings,
): Promise<readonly Finding[]> {
  const url = new URL(`${issuer}/.well-known/openid-configuration`);
  const without = (message: string) =>
    warning(
      `discovery document: ${url} ${failedRequest(message).found}; the authorizer does not need it, ` +
        'but what tokens name and are signed with was not compared',
    );
  try {
    const answer = await boundedGet(url, jwksTimeoutMilliseconds);
    const clock = clockFinding(answer, leewaySeconds);
    if (answer.status !== 200) return [without(`status ${answer.status}`), clock];
    return [...discoveryFindings(answer.body, { issuer, verified, admitted: algorithms }), clock];
  } catch (error) {
    if (!(error instanceof JwksFetchError)) throw error;
    return [without(error.message), warning('clock: not compared: there is no answer')];
  }
}
