import { type Condition, readCondition } from './condition.ts';
import { RefusedSyntax } from './refused-syntax.ts';
import type { Operator, Term } from './term.ts';

/** The longest filter pattern that PutMetricFilter takes, in characters. */
const longestPattern = 1024;

/** Whether a line matches hangs on something that CloudWatch's documentation does not tell. */
export class Undocumented extends Error {
  override readonly name = 'Undocumented';
}

/** Whether a condition holds; or why nobody can tell. */
type Verdict = boolean | { readonly why: string };

/**
 * Gives what tells whether a log line matches a filter pattern for JSON log events, as CloudWatch Logs
 * tells it. It follows the documentation; for numbers compared with texts, what the API's
 * TestMetricFilter was seen to answer.
 *
 * The matcher throws {@link Undocumented} where the answer hangs on what neither of them tells.
 *
 * @throws {RefusedSyntax} for a pattern of another kind, or one too long
 * @see CloudWatch Logs, "Filter pattern syntax for metric filters, subscription filters, …"
 */
export function filterPattern(text: string): (line: string) => boolean {
  if (text.length > longestPattern)
    throw new RefusedSyntax(
      `a pattern has at most ${longestPattern} characters, not ${text.length}`,
    );
  const condition = readCondition(text);
  return (line) => {
    const event = jsonObject(line);
    if (event === undefined) return false;
    const verdict = judge(condition, event);
    if (typeof verdict !== 'boolean') throw new Undocumented(`${verdict.why}: ${text} on ${line}`);
    return verdict;
  };
}

/** Gives the object that a line is in JSON; undefined for any other line. */
export function jsonObject(line: string): object | undefined {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === 'object' && event !== null ? event : undefined;
  } catch {
    return undefined;
  }
}

function judge(condition: Condition, event: object): Verdict {
  if ('parts' in condition) {
    const decisive = condition.kind === 'or';
    const verdicts = condition.parts.map((part) => judge(part, event));
    // What is known decides where it can, whatever the unknown would have been.
    if (verdicts.includes(decisive)) return decisive;
    return verdicts.find((verdict) => typeof verdict !== 'boolean') ?? !decisive;
  }
  const value = condition.selector.valueIn(event);
  if (condition.kind === 'not-exists') return value === undefined;
  if (condition.kind === 'is') return value === condition.value;
  return compare(value, condition.operator, condition.term);
}

function compare(value: unknown, operator: Operator, term: Term): Verdict {
  if (value === undefined)
    return operator === '!=' && { why: 'nothing is said of != on a property that is not there' };
  if (typeof value !== 'string' && typeof value !== 'number') {
    const isNode = value === null || typeof value === 'boolean';
    return isNode && { why: `nothing is said of comparing ${value} by ${operator}` };
  }
  if (term.kind === 'number') return compareNumber(value, operator, term.number);
  if (term.kind === 'regex')
    return typeof value === 'string'
      ? term.regex.test(value)
      : { why: 'nothing is said of a regex on a number' };
  const equal = matchesText(String(value), term);
  return typeof equal === 'boolean' ? equal === (operator === '=') : equal;
}

function compareNumber(value: string | number, operator: Operator, number: number): Verdict {
  if (typeof value === 'number') return numeric[operator](value, number);
  if (operator !== '=' && operator !== '!=') return false;
  // A text that reads as a number may count as that number, or not.
  if (value.trim() !== '' && !Number.isNaN(Number(value)))
    return { why: 'nothing is said of a number compared with a text of digits' };
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

function matchesText(value: string, term: Term & { kind: 'text' }): Verdict {
  const { text, openStart, openEnd } = term;
  if (openStart && openEnd) return value.includes(text);
  if (openEnd) return value.startsWith(text);
  if (!openStart) return value === text;
  // TestMetricFilter was seen to miss `*111` in `111.111`: it looks at the first place alone.
  const early = value.indexOf(text) < value.length - text.length && text !== '';
  return value.endsWith(text) && (!early || { why: `${text} stands in ${value} twice` });
}
