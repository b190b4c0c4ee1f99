import type { Header } from './client-request.ts';

/** Returns every value of a header in order; the name is case-insensitive. */
export function headerValues(headers: readonly Header[], name: string): readonly string[] {
  const lowerCaseName = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === lowerCaseName).map(([, value]) => value);
}

/** Groups values by key, in order. */
export function grouped(
  entries: Iterable<readonly [string, string]>,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of entries) {
    const values = groups.get(key);
    if (values === undefined) groups.set(key, [value]);
    else values.push(value);
  }
  return groups;
}

/** Converts a map with its values transformed to an object; returns undefined when it is empty. */
export function objectFrom<From, To>(
  map: ReadonlyMap<string, From>,
  transform: (value: From) => To,
): Readonly<Record<string, To>> | undefined {
  if (map.size === 0) return undefined;
  return Object.fromEntries(Array.from(map, ([key, value]) => [key, transform(value)]));
}

/**
 * Returns a header's name as API Gateway sends it over HTTP/1.1: `Content-Type` for `content-type`.
 * Seen in recorded responses, not documented.
 */
export function canonicalHeaderName(name: string): string {
  const known = canonicalNames.get(name);
  if (known !== undefined) return known;
  const canonical = name.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => dash + letter.toUpperCase(),
  );
  if (canonicalNames.size < 1000) canonicalNames.set(name, canonical);
  return canonical;
}

const canonicalNames = new Map<string, string>();
