import type { Finding } from './finding.ts';

/** Whether the authorizer can verify an issuer's tokens. */
export type Conclusion = 'yes' | 'no' | 'unclear';

/**
 * Returns the conclusion from all findings, and a sentence that states it.
 * @param algorithms those that tokens can be verified with
 */
export function conclusionOf(
  findings: readonly Finding[],
  algorithms: readonly string[],
): { readonly conclusion: Conclusion; readonly sentence: string } {
  const problems = findings.filter((finding) => finding.level === 'problem');
  const isCertain = problems.some((problem) => problem.isCertain);
  const reasons = new Set(
    problems.filter((problem) => problem.isCertain === isCertain).map(({ reason }) => reason),
  );
  const why = [...reasons].join('; ');
  if (isCertain)
    return { conclusion: 'no', sentence: `the authorizer cannot verify its tokens: ${why}` };
  if (problems.length > 0)
    return {
      conclusion: 'unclear',
      sentence: `unclear whether the authorizer can verify its tokens: ${why}`,
    };
  return {
    conclusion: 'yes',
    sentence: `the authorizer can verify its tokens (${algorithms.join(', ')})`,
  };
}

/** Returns the exit status: 1 if any conclusion is no, else 2 if any is unclear, else 0. */
export function exitStatus(conclusions: readonly Conclusion[]): 0 | 1 | 2 {
  if (conclusions.includes('no')) return 1;
  return conclusions.includes('unclear') ? 2 : 0;
}
