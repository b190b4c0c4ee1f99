import { type Condition, readCondition } from './condition.ts';
import type { Operator, Term } from './term.ts';
import { UnsupportedSyntax } from './unsupported-syntax.ts';

/** The longest filter pattern that PutMetricFilter takes, in characters. */
const longestPattern = 1024;

/** Whether a line matches depends on undocumented behavior of CloudWatch. */
export class UndocumentedBehavior extends Error {
  override readonly name = 'UndocumentedBehavior';
}

/** Whether a condition is true; or why that is undocumented. */
type Result = boolean | { readonly why: string };

/**
 * Returns a function that matches log lines with a filter pattern for JSON log events, like CloudWatch Logs.
 * It follows the documentation and, for numbers compared with texts, observed results of TestMetricFilter.
 *
 * The function throws {@link UndocumentedBehavior} where neither of them determines the result.
 *
 * @throws {UnsupportedSyntax} for a pattern of another kind, or one too long
 * @see CloudWatch Logs, "Filter pattern syntax for metric filters, subscription filters, …"
 */
export function filterPattern(text: string): (line: string) => boolean {
  if (text.length > longestPattern)
    throw new UnsupportedSyntax(
      `a pattern has at most ${longestPattern} characters, not ${text.length}`,
    );
  const condition = readCondition(text);
  return (line) => {
    const event = jsonObject(line);
    if (event === undefined) return false;
    const result = evaluate(condition, event);
    if (typeof result !== 'boolean')
      throw new UndocumentedBehavior(`${result.why}: ${text} on ${line}`);
    return result;
  };
}

/** Returns the object in a JSON line; undefined for any other line. */
export function jsonObject(line: string): object | undefined {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === 'object' && event !== null ? event : undefined;
  } catch {
    return undefined;
  }
}

function evaluate(condition: Condition, event: object): Result {
  if ('parts' in condition) {
    const decisive = condition.kind === 'or';
    const results = condition.parts.map((part) => evaluate(part, event));
    // A decisive part determines the result, even if another one is undocumented.
    if (results.includes(decisive)) return decisive;
    return results.find((result) => typeof result !== 'boolean') ?? !decisive;
  }
  const value = condition.selector.valueIn(event);
  if (condition.kind === 'not-exists') return value === undefined;
  if (condition.kind === 'is') return value === condition.value;
  return compare(value, condition.operator, condition.term);
}

function compare(value: unknown, operator: Operator, term: Term): Result {
  if (value === undefined)
    return operator === '!=' && { why: 'undocumented: != on an absent property' };
  if (typeof value !== 'string' && typeof value !== 'number') {
    const isConstant = value === null || typeof value === 'boolean';
    return isConstant && { why: `undocumented: comparing ${value} by ${operator}` };
  }
  if (term.kind === 'number') return compareNumber(value, operator, term.number);
  if (term.kind === 'regex')
    return typeof value === 'string'
      ? term.regex.test(value)
      : { why: 'undocumented: a regex on a number' };
  const equal = matchesText(String(value), term);
  return typeof equal === 'boolean' ? equal === (operator === '=') : equal;
}

function compareNumber(value: string | number, operator: Operator, number: number): Result {
  if (typeof value === 'number') return numeric[operator](value, number);
  if (operator !== '=' && operator !== '!=') return false;
  // Whether a text of digits is compared as a number is undocumented.
  if (value.trim() !== '' && !Number.isNaN(Number(value)))
    return { why: 'undocumented: a number compared with a text of digits' };
  return operator === '!=';
}

const numeric: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function matchesText(value: string, term: Term & { kind: 'text' }): Result {
  const { text, openStart, openEnd } = term;
  if (openStart && openEnd) return value.includes(text);
  if (openEnd) return value.startsWith(text);
  if (!openStart) return value === text;
  // TestMetricFilter does not find `*111` in `111.111`: it checks the first occurrence only.
  const early = value.indexOf(text) < value.length - text.length && text !== '';
  return (
    value.endsWith(text) && (!early || { why: `undocumented: ${text} occurs twice in ${value}` })
  );
}
