/** A stack that AWS would reject during the deployment. Lists every limit that it exceeds. */
export class LimitsError extends Error {
  override readonly name = 'LimitsError';

  /** @param problems one sentence each, at least one */
  constructor(problems: readonly string[]) {
    super(
      `This stack exceeds limits of AWS:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
}
