import { RefusedSyntax } from './refused-syntax.ts';

/** One value for each period, the oldest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

export type Value = number | Series;

const truth = (holds: boolean): number => (holds ? 1 : 0);

/** What an operator makes of two values, by its sign; undefined if nothing. */
export const operations: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
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

/** Applies an operation at each time. A value that is missing beside one that is there counts as 0. */
export function combined(
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

/** FILL: puts another value where one is missing; the one before it if `filler` is undefined. */
export function filled(series: Value, filler: Value | undefined): Series {
  if (typeof series === 'number') throw new RefusedSyntax('FILL takes a time series');
  let last: number | undefined;
  return series.map((value, index) => {
    last = value ?? (filler === undefined ? last : at(filler, index));
    return last;
  });
}

/** IF: takes at each time one value or the other; none if the condition has none. */
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
