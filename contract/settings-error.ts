/** Settings that cannot be used. Lists every problem, so that all of them can be corrected at once. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  /** @param problems one sentence each, at least one */
  constructor(problems: readonly string[]) {
    super(
      `These settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Collects problems with settings while they are read. */
export interface SettingsProblems {
  /**
   * @param name the setting's name where it was given: in CDK context or in the environment
   * @param given the value; undefined if none was given
   * @param message a clause that says what a valid value is
   */
  add(name: string, given: unknown, message: string): void;
  /** @throws {SettingsError} if any problem was added */
  throwIfAny(): void;
}

/** Creates an empty collection. */
export function createSettingsProblems(): SettingsProblems {
  const problems: string[] = [];
  return {
    add(name, given, message) {
      problems.push(
        `${name}: ${given === undefined ? 'not given' : `given ${quote(given)}`}; ${message}`,
      );
    },
    throwIfAny() {
      if (problems.length > 0) throw new SettingsError(problems);
    },
  };
}

function quote(given: unknown): string {
  const text = String(JSON.stringify(given));
  return text.length <= 200 ? text : `${text.slice(0, 200)}… (${text.length} characters)`;
}
