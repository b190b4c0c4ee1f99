import type { Reader } from './unsupported-syntax.ts';

/** Where a value stands in a JSON log event: `$.message.event`, `$.users[0].id`. */
export interface Selector {
  readonly text: string;
  /** Returns the value; undefined where there is none, which JSON cannot say. */
  valueIn(event: unknown): unknown;
}

/**
 * Reads a property selector: letters, digits, `-` and `_`, other names as `.['cluster.name']`, and
 * `[0]` after a property.
 *
 * @throws {UnsupportedSyntax} for wildcard selectors too
 * @see CloudWatch Logs, "Using filter patterns to match terms in JSON log events"
 */
export function readSelector(reader: Reader): Selector {
  const text = reader.take(/\$(?:(?:\.[\w-]+|\.\['[^']+'\])(?:\[\d+\])*)+/);
  if (reader.take(/\$?\.\*|\[\*\]/) !== undefined)
    return reader.reject('wildcard selectors are not supported here');
  if (text === undefined) return reader.reject('expected a property selector ($.name)');
  const steps = Array.from(text.matchAll(/\.([\w-]+)|\.\['([^']+)'\]|\[(\d+)\]/g), (step) =>
    step[3] === undefined ? String(step[1] ?? step[2]) : Number(step[3]),
  );
  return { text, valueIn: (event) => steps.reduce<unknown>(inside, event) };
}

function inside(value: unknown, step: string | number): unknown {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, step)
    ? (value as Record<string, unknown>)[step]
    : undefined;
}
