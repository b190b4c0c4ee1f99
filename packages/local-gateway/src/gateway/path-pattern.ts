type PatternSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

/** A parsed route path: `/pets/{id}`, `/files/{path+}`. */
export interface PathPattern {
  readonly text: string;
  readonly segments: readonly PatternSegment[];
}

/** The ranges of segments that a pattern's variables match; the end is exclusive. */
export type VariableRanges = ReadonlyMap<string, readonly [start: number, end: number]>;

/**
 * Parses a route's path; returns undefined without a leading slash, for a greedy variable that is
 * not last, or for braces inside a segment.
 *
 * @see API Gateway, "Create routes for HTTP APIs in API Gateway"
 */
export function pathPattern(text: string): PathPattern | undefined {
  if (!text.startsWith('/')) return undefined;
  const segments = segmentsOf(text).map(parseSegment);
  const valid = segments.every(
    (segment, index) =>
      segment !== undefined && (segment.kind !== 'greedy' || index === segments.length - 1),
  );
  return valid
    ? { text, segments: segments.filter((segment) => segment !== undefined) }
    : undefined;
}

/** Returns a path's segments: none for `/`; a trailing slash makes an empty last one. */
export function segmentsOf(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

/** Matches a path's segments; returns undefined when the pattern does not match. */
export function matchPath(
  pattern: PathPattern,
  segments: readonly string[],
): VariableRanges | undefined {
  const ends = pattern.segments.map((segment, index) => endOf(segment, segments, index));
  // A greedy variable does not match a trailing slash.
  const rest = segments.slice(ends.at(-1) ?? 0);
  const complete = rest.length === 0 || (isGreedy(pattern) && rest.join() === '');
  if (!complete || ends.includes(undefined)) return undefined;
  return new Map(
    pattern.segments.flatMap((segment, index): [string, [number, number]][] =>
      segment.kind === 'literal' ? [] : [[segment.name, [index, ends[index] ?? index]]],
    ),
  );
}

/** Returns the values of a pattern's variables in a path. */
export function variableValues(
  ranges: VariableRanges,
  segments: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    Array.from(ranges, ([name, [start, end]]) => [name, segments.slice(start, end).join('/')]),
  );
}

/**
 * Orders two patterns that match the same path: at the first segment where they differ, a literal
 * comes before a variable, a variable before a greedy one.
 */
export function compareSpecificity(first: PathPattern, second: PathPattern): number {
  const depth = Math.max(first.segments.length, second.segments.length);
  for (let index = 0; index < depth; index += 1) {
    const difference = rank(first.segments[index]) - rank(second.segments[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isGreedy(pattern: PathPattern): boolean {
  return pattern.segments.at(-1)?.kind === 'greedy';
}

/** Returns the index after the segments that a pattern's segment matches from `index` on. */
function endOf(
  pattern: PatternSegment,
  segments: readonly string[],
  index: number,
): number | undefined {
  const segment = segments[index];
  if (segment === undefined) return undefined;
  if (pattern.kind === 'literal') return pattern.text === segment ? index + 1 : undefined;
  if (pattern.kind === 'variable') return segment === '' ? undefined : index + 1;
  const end = segments.at(-1) === '' ? segments.length - 1 : segments.length;
  return end > index ? end : undefined;
}

function rank(segment: PatternSegment | undefined): number {
  return segment === undefined ? 3 : { literal: 0, variable: 1, greedy: 2 }[segment.kind];
}

function parseSegment(segment: string): PatternSegment | undefined {
  const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(segment) ?? [];
  if (name !== undefined) return { kind: plus === '+' ? 'greedy' : 'variable', name };
  return /[{}]/.test(segment) ? undefined : { kind: 'literal', text: segment };
}
