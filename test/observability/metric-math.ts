import { createReader, type Reader, RefusedSyntax } from './refused-syntax.ts';

/** One value for each period, the oldest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

/** What the names in an expression stand for. */
export interface MathScope {
  /** A metric, or another expression, by its id. @throws {RefusedSyntax} if there is none */
  series(id: string): Series;
  /** The service quota of a usage metric, by its id. @throws {RefusedSyntax} if none is known */
  quota(id: string): number;
}

type Value = number | Series;
type Expression = (scope: MathScope) => Value;

/**
 * Evaluates a metric math expression: numbers, ids, `+ - * /`, comparisons, AND and OR, `IF`, `FILL`
 * with a number, a series or REPEAT, and `SERVICE_QUOTA`.
 *
 * @throws {RefusedSyntax} that names any other function; also for a result that is no series
 * @see CloudWatch, "Metric math syntax and functions"
 */
export function metricMath(text: string, scope: MathScope): Series {
  const reader = createReader(text);
  const expression = either(reader);
  if (!reader.atEnd()) return reader.refuse('not known in metric math here');
  const value = expression(scope);
  if (typeof value === 'number') throw new RefusedSyntax(`${text} is a number, not a time series`);
  return value;
}

const truth = (holds: boolean): number => (holds ? 1 : 0);

const operations: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // A data point that would be divided by zero is dropped.
  '/': (a, b) => (b === 0 ? undefined : a / b),
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<=': (a, b) => truth(a <= b),
  '>=': (a, b) => truth(a >= b),
  '<': (a, b) => truth(a < b),
  '>': (a, b) => truth(a > b),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
  OR: (a, b) => truth(a !== 0 || b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
};

const either = binary(/\|\||OR\b/, binary(/&&|AND\b/, binary(/==|!=|<=|>=|<|>/, sum)));

function sum(reader: Reader): Expression {
  return binary(/\+|-/, binary(/\*|\//, unary))(reader);
}

/** Reads operands with these operators between them, which bind from left to right. */
function binary(
  sign: RegExp,
  operand: (reader: Reader) => Expression,
): (reader: Reader) => Expression {
  return (reader) => {
    let left = operand(reader);
    for (let name = reader.take(sign); name !== undefined; name = reader.take(sign)) {
      const [first, second] = [left, operand(reader)];
      const operation = operations[name] ?? reader.refuse(name);
      left = (scope) => combined(first(scope), second(scope), operation);
    }
    return left;
  };
}

function unary(reader: Reader): Expression {
  if (reader.take(/-/) !== undefined) {
    const operand = unary(reader);
    return (scope) => combined(0, operand(scope), (zero, value) => zero - value);
  }
  if (reader.take(/\(/) !== undefined) {
    const inner = either(reader);
    close(reader);
    return inner;
  }
  const number = reader.take(/\d+\.?\d*|\.\d+/);
  if (number !== undefined) return () => Number(number);
  const name = reader.take(/[A-Z][A-Z0-9_]*(?=\s*\()/);
  if (name !== undefined) return call(reader, name);
  const id = reader.take(/[a-z]\w*/) ?? reader.refuse('expected a number, an id or a function');
  return (scope) => scope.series(id);
}

function call(reader: Reader, name: string): Expression {
  reader.take(/\(/);
  if (name === 'SERVICE_QUOTA') {
    const id = reader.take(/[a-z]\w*/) ?? reader.refuse('expected the id of a usage metric');
    close(reader);
    return (scope) => scope.series(id).map(() => scope.quota(id));
  }
  if (name === 'FILL') {
    const series = either(reader);
    if (reader.take(/,/) === undefined) return reader.refuse('FILL takes two arguments');
    const repeats = reader.take(/REPEAT\b/) !== undefined;
    const filler = repeats ? undefined : either(reader);
    close(reader);
    return (scope) => filled(series(scope), filler?.(scope));
  }
  if (name !== 'IF') return reader.refuse(`${name} is not known here`);
  const parts = [either(reader)];
  while (reader.take(/,/) !== undefined) parts.push(either(reader));
  close(reader);
  const [condition, then, otherwise, ...more] = parts;
  if (condition === undefined || then === undefined || more.length > 0)
    return reader.refuse('IF takes two or three arguments');
  return (scope) => chosen(condition(scope), then(scope), otherwise?.(scope));
}

function close(reader: Reader): void {
  if (reader.take(/\)/) === undefined) reader.refuse('expected )');
}

/** A value that is missing beside one that is there counts as 0. */
function combined(
  left: Value,
  right: Value,
  operation: (a: number, b: number) => number | undefined,
): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = operation(left, right);
    if (value === undefined) throw new RefusedSyntax('a number is divided by 0');
    return value;
  }
  const length = Math.max(
    ...[left, right].map((side) => (typeof side === 'number' ? 0 : side.length)),
  );
  return Array.from({ length }, (_, index) => {
    const [a, b] = [at(left, index), at(right, index)];
    const isThere = [left, right].some(
      (side) => typeof side !== 'number' && side[index] !== undefined,
    );
    return isThere ? operation(a ?? 0, b ?? 0) : undefined;
  });
}

function filled(series: Value, filler: Value | undefined): Series {
  if (typeof series === 'number') throw new RefusedSyntax('FILL takes a time series');
  let last: number | undefined;
  return series.map((value, index) => {
    last = value ?? (filler === undefined ? last : at(filler, index));
    return last;
  });
}

function chosen(condition: Value, then: Value, otherwise: Value | undefined): Value {
  if (typeof condition === 'number') {
    const value = condition === 0 ? otherwise : then;
    return value ?? (typeof then === 'number' ? [] : then.map(() => undefined));
  }
  return condition.map((value, index) => {
    if (value === undefined) return undefined;
    if (value !== 0) return at(then, index) ?? 0;
    return otherwise === undefined ? undefined : at(otherwise, index);
  });
}

function at(value: Value, index: number): number | undefined {
  return typeof value === 'number' ? value : value[index];
}
