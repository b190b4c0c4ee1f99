/** Routes that cannot be deployed. Lists every problem, so that all of them can be corrected at once. */
export class RoutesError extends Error {
  override readonly name = 'RoutesError';
  readonly problems: readonly string[];

  /** @param problems one sentence each, at least one */
  constructor(problems: readonly string[]) {
    super(
      `These routes (lib/routes.ts) cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}
