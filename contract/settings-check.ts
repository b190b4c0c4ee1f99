/** Settings that cannot be used: every problem at once, each naming the setting, what was given and what would be right. */
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

/** What a setting's value has to be: in words, and as a test. */
export interface Rule {
  readonly right: string;
  readonly holds: (value: string) => boolean;
}

/** A whole number with its bounds, both of them allowed. */
export interface WholeNumber {
  readonly from: number;
  readonly to: number;
  readonly byDefault: number;
  readonly unit: string;
}

/**
 * Reads settings one by one and remembers what is wrong with them, so that all of it can be said
 * at once. A reading method always returns; its value counts only if `finish` does not throw.
 */
export interface SettingsCheck {
  /** One or several values: a comma-separated text, or a list; required if there is no default. */
  list(name: string, given: unknown, rule: Rule, byDefault?: readonly string[]): readonly string[];
  text(name: string, given: unknown, rule: Rule, byDefault: string): string;
  wholeNumber(name: string, given: unknown, number: WholeNumber): number;
  /** Notes a value that is wrong beside another. @param right a clause that says what would be right */
  refuse(name: string, given: unknown, right: string): void;
  /** @throws {SettingsError} if any setting read so far was wrong */
  finish(): void;
}

/** All of a function's settings have to fit into an environment of 4 KB. */
const maxValues = 20;

/** Gives a fresh check with no problems noted. */
export function createSettingsCheck(): SettingsCheck {
  const problems: string[] = [];
  const refuse = (name: string, given: unknown, right: string) => {
    problems.push(
      `${name}: ${given === undefined ? 'not given' : `given ${quoted(given)}`}; ${right}`,
    );
  };
  return {
    list(name, given, rule, byDefault) {
      const values = listed(given);
      if (values.length === 0 && byDefault !== undefined) return byDefault;
      if (values.length === 0) refuse(name, given, rule.right);
      if (values.length > maxValues) refuse(name, given, `it must be at most ${maxValues} of them`);
      for (const value of values) {
        if (typeof value !== 'string' || !rule.holds(value)) refuse(name, value, rule.right);
      }
      return [...new Set(values.map(String))];
    },
    text(name, given, rule, byDefault) {
      if (given === undefined) return byDefault;
      if (typeof given === 'string' && rule.holds(given)) return given;
      refuse(name, given, rule.right);
      return byDefault;
    },
    wholeNumber(name, given, { from, to, byDefault, unit }) {
      if (given === undefined) return byDefault;
      // `-c name=value` and environment variables give text, cdk.json gives numbers.
      const number = /^\d{1,15}$/.test(String(given)) ? Number(given) : Number.NaN;
      if (number >= from && number <= to) return number;
      refuse(name, given, `it must be a whole number of ${unit} from ${from} to ${to}`);
      return byDefault;
    },
    refuse,
    finish() {
      if (problems.length > 0) throw new SettingsError(problems);
    },
  };
}

function listed(given: unknown): readonly unknown[] {
  if (given === undefined || given === '') return [];
  if (Array.isArray(given)) return given;
  return typeof given === 'string' ? given.split(',').map((item) => item.trim()) : [given];
}

function quoted(given: unknown): string {
  const text = String(JSON.stringify(given));
  return text.length <= 200 ? text : `${text.slice(0, 200)}… (${text.length} characters)`;
}
