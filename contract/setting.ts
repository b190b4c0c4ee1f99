import type { SettingsProblems } from './settings-error.ts';

/** One setting: how its value is checked, what it is by default, and how it is passed in the environment. */
export interface Setting<Value> {
  /**
   * Returns the checked value, or the default if none was given. An invalid value is reported, and
   * the result is then only a placeholder.
   * @param given from CDK context (any JSON value) or the environment (text)
   * @param report takes an invalid value and a clause that says what a valid one is
   */
  read(given: unknown, report: (given: unknown, message: string) => void): Value;
  /** Returns the text that `read` turns back into the value; empty for an empty value. @default String */
  encode?(value: Value): string;
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
  problems: Pick<SettingsProblems, 'add'>,
): SettingsOf<Table> {
  const values = Object.entries(table).map(([key, setting]) => {
    const { name, given } = lookup(key);
    return [key, setting.read(given, (value, message) => problems.add(name, value, message))];
  });
  return Object.fromEntries(values) as SettingsOf<Table>;
}

const maxListLength = 20;

/** Creates a setting that holds several texts: a list, its JSON text, or comma-separated text. */
export function textList(
  rule: Rule & { readonly defaultValue?: readonly string[] },
): Setting<readonly string[]> {
  const { message, isValid, defaultValue = [] } = rule;
  return {
    read(given, report) {
      const values = listFrom(given);
      if (values === undefined) report(given, 'it must be valid JSON if it begins with [');
      if (values === undefined || values.length === 0) return defaultValue;
      if (values.length > maxListLength)
        report(given, `it must be at most ${maxListLength} values`);
      for (const value of values) {
        if (typeof value !== 'string' || !isValid(value)) report(value, message);
      }
      return [...new Set(values.map(String))];
    },
    encode: (values) =>
      values.some((value) => /[,[]/.test(value) || value !== value.trim())
        ? JSON.stringify(values)
        : values.join(','),
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

/**
 * Returns the items of a list, of a JSON list, or of comma-separated text; a single other value is an item.
 * @returns undefined for invalid JSON
 */
function listFrom(given: unknown): readonly unknown[] | undefined {
  if (given === undefined || given === '') return [];
  if (Array.isArray(given)) return given;
  if (typeof given !== 'string') return [given];
  if (given.trimStart().startsWith('[')) return jsonList(given);
  return given.split(',').map((item) => item.trim());
}

/** Returns the list in a JSON text; undefined for any other text. */
export function jsonList(value: string): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}
