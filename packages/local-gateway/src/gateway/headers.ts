import type { Header } from './client-request.ts';

/** Every value of a header, whatever the case of its name, in the order they came. */
export function headerValues(headers: readonly Header[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** Values grouped by a key, in the order they came; the keys keep their first spelling. */
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

/** A map as an object, its values changed on the way; undefined when it is empty. */
export function objectFrom<From, To>(
  map: ReadonlyMap<string, From>,
  change: (value: From) => To,
): Readonly<Record<string, To>> | undefined {
  if (map.size === 0) return undefined;
  return Object.fromEntries(Array.from(map, ([key, value]) => [key, change(value)]));
}

/**
 * A header's name as API Gateway writes it over HTTP/1.1: `content-type` as `Content-Type`.
 * Seen in recorded answers; clients must not depend on it.
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
