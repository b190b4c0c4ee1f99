import { readSelector, type Selector } from './selector.ts';
import { type Operator, readTerm, type Term } from './term.ts';
import { createReader, type Reader } from './unsupported-syntax.ts';

/** A filter pattern for JSON log events, taken apart. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | {
      readonly kind: 'compare';
      readonly selector: Selector;
      readonly operator: Operator;
      readonly term: Term;
    }
  | { readonly kind: 'is'; readonly selector: Selector; readonly value: true | false | null }
  | { readonly kind: 'not-exists'; readonly selector: Selector };

const constants = { TRUE: true, FALSE: false, NULL: null } as const;

/**
 * Reads a filter pattern: conditions in braces, joined by `&&`, which binds more tightly, and `||`.
 *
 * @throws {UnsupportedSyntax} for patterns of other kinds, and for what the documentation does not show
 * @see CloudWatch Logs, "Using filter patterns to match terms in JSON log events"
 */
export function readCondition(pattern: string): Condition {
  const reader = createReader(pattern);
  if (reader.take(/\{/) === undefined)
    return reader.reject('only patterns for JSON log events ({ … }) are known here');
  const condition = either(reader);
  if (reader.take(/\}/) === undefined) return reader.reject('expected &&, || or }');
  return reader.atEnd() ? condition : reader.reject('expected nothing after }');
}

/** Returns every selector of a condition. */
export function selectorsOf(condition: Condition): readonly Selector[] {
  return 'parts' in condition ? condition.parts.flatMap(selectorsOf) : [condition.selector];
}

/** How many regular expressions a condition holds. */
export function regexesIn(condition: Condition): number {
  if ('parts' in condition)
    return condition.parts.reduce((count, part) => count + regexesIn(part), 0);
  return condition.kind === 'compare' && condition.term.kind === 'regex' ? 1 : 0;
}

function either(reader: Reader): Condition {
  return joined(reader, 'or', /\|\|/, () => joined(reader, 'and', /&&/, () => single(reader)));
}

function joined(
  reader: Reader,
  kind: 'and' | 'or',
  sign: RegExp,
  part: () => Condition,
): Condition {
  const parts = [part()];
  while (reader.take(sign) !== undefined) parts.push(part());
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : { kind, parts };
}

function single(reader: Reader): Condition {
  if (reader.take(/\(/) !== undefined) {
    const condition = either(reader);
    return reader.take(/\)/) === undefined ? reader.reject('expected )') : condition;
  }
  const selector = readSelector(reader);
  if (reader.take(/IS\s+NOT\b|EXISTS\b/) !== undefined)
    return reader.reject('CloudWatch Logs has no IS NOT and no EXISTS');
  if (reader.take(/NOT\s+EXISTS\b/) !== undefined) return { kind: 'not-exists', selector };
  if (reader.take(/IS\b/) !== undefined) {
    const name =
      reader.take(/TRUE\b|FALSE\b|NULL\b/) ?? reader.reject('expected TRUE, FALSE or NULL');
    return { kind: 'is', selector, value: constants[name as keyof typeof constants] };
  }
  const operator = reader.take(/!=|<=|>=|=|<|>/) ?? reader.reject('expected an operator');
  const term = readTerm(reader, operator as Operator);
  return { kind: 'compare', selector, operator: operator as Operator, term };
}
