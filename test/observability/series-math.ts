import { UnsupportedSyntax } from './unsupported-syntax.ts';

/** One value for each period, the oldest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

export type Value = number | Series;

const toNumber = (value: boolean): number => (value ? 1 : 0);

/** The result of an operator for two values; undefined if there is none. */
export const operations: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  // A division by zero has no data point.
  '/': (a, b) => (b === 0 ? undefined : a / b),
  '==': (a, b) => toNumber(a === b),
  '!=': (a, b) => toNumber(a !== b),
  '<=': (a, b) => toNumber(a <= b),
  '>=': (a, b) => toNumber(a >= b),
  '<': (a, b) => toNumber(a < b),
  '>': (a, b) => toNumber(a > b),
  AND: (a, b) => toNumber(a !== 0 && b !== 0),
  '&&': (a, b) => toNumber(a !== 0 && b !== 0),
  OR: (a, b) => toNumber(a !== 0 || b !== 0),
  '||': (a, b) => toNumber(a !== 0 || b !== 0),
};

/** Applies an operation to each period. A missing value counts as 0 if the other one exists. */
export function combined(
  left: Value,
  right: Value,
  operation: (a: number, b: number) => number | undefined,
): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = operation(left, right);
    if (value === undefined) throw new UnsupportedSyntax('division of a number by 0');
    return value;
  }
  const length = Math.max(
    ...[left, right].map((side) => (typeof side === 'number' ? 0 : side.length)),
  );
  return Array.from({ length }, (_, index) => {
    const [a, b] = [at(left, index), at(right, index)];
    const exists = [left, right].some(
      (side) => typeof side !== 'number' && side[index] !== undefined,
    );
    return exists ? operation(a ?? 0, b ?? 0) : undefined;
  });
}

/** FILL: replaces missing values, by the previous one if `filler` is undefined. */
export function filled(series: Value, filler: Value | undefined): Series {
  if (typeof series === 'number') throw new UnsupportedSyntax('FILL takes a time series');
  let last: number | undefined;
  return series.map((value, index) => {
    last = value ?? (filler === undefined ? last : at(filler, index));
    return last;
  });
}

/** IF: returns one of two values for each period; none if the condition has none. */
export function chosen(condition: Value, then: Value, otherwise: Value | undefined): Value {
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
