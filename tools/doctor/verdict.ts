import type { Finding, ProblemFound } from './finding.ts';

/** Whether the authorizer can verify an issuer's tokens. */
export type Verdict = 'yes' | 'no' | 'cannot tell';

/** Gives the verdict on an issuer: one problem that is certain outweighs all that is not. */
export function verdictOn(findings: readonly Finding[]): Verdict {
  const problems = problemsOf(findings);
  if (problems.some(({ isCertain }) => isCertain)) return 'no';
  return problems.length > 0 ? 'cannot tell' : 'yes';
}

/** Gives the verdict in one sentence. @param algorithms those that tokens can be verified with */
export function verdictSentence(
  issuer: string,
  findings: readonly Finding[],
  algorithms: readonly string[],
): string {
  const verdict = verdictOn(findings);
  if (verdict === 'yes') {
    return `${issuer}: this authorizer can verify its tokens (${algorithms.join(', ')})`;
  }
  const reasons = problemsOf(findings)
    .filter(({ isCertain }) => isCertain === (verdict === 'no'))
    .map(({ reason }) => reason);
  const why = [...new Set(reasons)].join('; ');
  return verdict === 'no'
    ? `${issuer}: this authorizer cannot verify its tokens: ${why}`
    : `${issuer}: it cannot be told whether this authorizer can verify its tokens: ${why}`;
}

/** Gives the program's exit status: 0 yes for all, 1 no for at least one, 2 it cannot be told. */
export function exitStatus(verdicts: readonly Verdict[]): 0 | 1 | 2 {
  if (verdicts.includes('no')) return 1;
  return verdicts.includes('cannot tell') ? 2 : 0;
}

function problemsOf(findings: readonly Finding[]): readonly ProblemFound[] {
  return findings.filter((finding) => finding.level === 'problem');
}
