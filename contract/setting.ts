import type { SettingsProblems } from './settings-error.ts';

/** One setting: how its value is checked, and what it is by default. */
export interface Setting<Value> {
  /** The name in CDK context. @default the row's name in its table */
  readonly name?: string;
  /**
   * Returns the checked value, or the default if none was given. An invalid value is reported, and
   * the result is then only a placeholder.
   * @param given from CDK context (any JSON value) or the environment (text)
   * @param report takes an invalid value and a clause that says what a valid one is
   */
  read(given: unknown, report: (given: unknown, message: string) => void): Value;
}

/** Settings by name. Adding a row adds a setting: to its type, its checks and, for the authorizer, its environment. */
export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;

/** The values that a table's settings have once they are read. */
export type SettingsOf<Table extends SettingsTable> = {
  readonly [Name in keyof Table]: ReturnType<Table[Name]['read']>;
};

/** Whether a text is valid, and what a valid one is, in words. */
export interface Rule {
  readonly message: string;
  readonly isValid: (value: string) => boolean;
}

/**
 * Reads every setting of a table.
 * @param lookup returns the name that the setting has at the source, and the value given there
 * @param problems collects what is wrong; the result counts only if there are none
 */
export function readSettings<Table extends SettingsTable>(
  table: Table,
  lookup: (name: string) => { readonly name: string; readonly given: unknown },
  problems: SettingsProblems,
): SettingsOf<Table> {
  const values = Object.entries(table).map(([key, setting]) => {
    const { name, given } = lookup(setting.name ?? key);
    return [key, setting.read(given, (value, message) => problems.add(name, value, message))];
  });
  return Object.fromEntries(values) as SettingsOf<Table>;
}

/** All settings of the authorizer must fit into a Lambda environment of 4 KB. */
const maxListLength = 20;

/** Creates a setting that holds several texts: a list, or a comma-separated text. Required without a default. */
export function textList<Text extends string = string>(
  rule: Rule & { readonly defaultValue?: readonly NoInfer<Text>[]; readonly name?: string },
): Setting<readonly Text[]> {
  const { message, isValid, defaultValue, name } = rule;
  return {
    ...(name !== undefined && { name }),
    read(given, report) {
      const values = listFrom(given);
      if (values.length === 0 && defaultValue !== undefined) return defaultValue;
      if (values.length === 0) report(given, message);
      if (values.length > maxListLength)
        report(given, `it must be at most ${maxListLength} values`);
      for (const value of values) {
        if (typeof value !== 'string' || !isValid(value)) report(value, message);
      }
      return [...new Set(values.map(String))] as Text[];
    },
  };
}

/** Creates a setting that holds one text. Numbers and booleans of cdk.json are read as text. */
export function text<Text extends string = string>(
  rule: Rule & { readonly defaultValue: NoInfer<Text> },
): Setting<Text> {
  const { message, isValid, defaultValue } = rule;
  return {
    read(given, report) {
      if (given === undefined) return defaultValue;
      const value = typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
      if (typeof value === 'string' && isValid(value)) return value as Text;
      report(given, message);
      return defaultValue;
    },
  };
}

/** A whole number's bounds, both of them valid, and its unit in the plural. */
export interface WholeNumber {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly defaultValue: number;
}

/** Creates a setting that holds a whole number: a number, or its decimal digits as text. */
export function wholeNumber({ min, max, unit, defaultValue }: WholeNumber): Setting<number> {
  return {
    read(given, report) {
      if (given === undefined) return defaultValue;
      const value = /^\d{1,15}$/.test(String(given)) ? Number(given) : Number.NaN;
      if (value >= min && value <= max) return value;
      report(given, `it must be a whole number of ${unit} from ${min} to ${max}`);
      return defaultValue;
    },
  };
}

function listFrom(given: unknown): readonly unknown[] {
  if (given === undefined || given === '') return [];
  if (Array.isArray(given)) return given;
  return typeof given === 'string' ? given.split(',').map((item) => item.trim()) : [given];
}
