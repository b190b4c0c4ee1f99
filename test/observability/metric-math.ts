import { chosen, combined, filled, operations, type Series, type Value } from './series-math.ts';
import { createReader, type Reader, UnsupportedSyntax } from './unsupported-syntax.ts';

/** The values of the names in an expression. */
export interface MathScope {
  /** A metric, or another expression, by its id. @throws {UnsupportedSyntax} if there is none */
  series(id: string): Series;
  /** The service quota of a usage metric, by its id. @throws {UnsupportedSyntax} if none is known */
  quota(id: string): number;
}

type Expression = (scope: MathScope) => Value;

/**
 * Evaluates a metric math expression: numbers, ids, `+ - * /`, comparisons, AND and OR, `IF`, `FILL`
 * with a number, a series or REPEAT, `SERVICE_QUOTA`.
 *
 * @throws {UnsupportedSyntax} that names any other function; also for a result that is not a series
 * @see CloudWatch, "Metric math syntax and functions"
 */
export function metricMath(text: string, scope: MathScope): Series {
  const reader = createReader(text);
  const expression = either(reader);
  if (!reader.atEnd()) return reader.reject('not supported in metric math here');
  const value = expression(scope);
  if (typeof value === 'number')
    throw new UnsupportedSyntax(`${text} is a number, not a time series`);
  return value;
}

const either = binary(/\|\||OR\b/, binary(/&&|AND\b/, binary(/==|!=|<=|>=|<|>/, sum)));

function sum(reader: Reader): Expression {
  return binary(/\+|-/, binary(/\*|\//, unary))(reader);
}

/** Parses operands with left-associative operators between them. */
function binary(
  sign: RegExp,
  operand: (reader: Reader) => Expression,
): (reader: Reader) => Expression {
  return (reader) => {
    let left = operand(reader);
    for (let name = reader.take(sign); name !== undefined; name = reader.take(sign)) {
      const [first, second] = [left, operand(reader)];
      const operation = operations[name] ?? reader.reject(name);
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
  const id = reader.take(/[a-z]\w*/) ?? reader.reject('expected a number, an id or a function');
  return (scope) => scope.series(id);
}

function call(reader: Reader, name: string): Expression {
  reader.take(/\(/);
  if (name === 'SERVICE_QUOTA') {
    const id = reader.take(/[a-z]\w*/) ?? reader.reject('expected the id of a usage metric');
    close(reader);
    // Whether a quota has a value where its metric has none is not documented: here it has none.
    return (scope) =>
      scope.series(id).map((value) => (value === undefined ? undefined : scope.quota(id)));
  }
  if (name === 'FILL') {
    const series = either(reader);
    if (reader.take(/,/) === undefined) return reader.reject('FILL takes two arguments');
    const repeats = reader.take(/REPEAT\b/) !== undefined;
    const filler = repeats ? undefined : either(reader);
    close(reader);
    return (scope) => filled(series(scope), filler?.(scope));
  }
  if (name !== 'IF') return reader.reject(`${name} is not supported here`);
  const parts = [either(reader)];
  while (reader.take(/,/) !== undefined) parts.push(either(reader));
  close(reader);
  const [condition, then, otherwise, ...more] = parts;
  if (condition === undefined || then === undefined || more.length > 0)
    return reader.reject('IF takes two or three arguments');
  return (scope) => chosen(condition(scope), then(scope), otherwise?.(scope));
}

function close(reader: Reader): void {
  if (reader.take(/\)/) === undefined) reader.reject('expected )');
}
