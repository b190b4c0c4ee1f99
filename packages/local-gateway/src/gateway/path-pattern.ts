/** A piece of a path pattern. */
type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

/** A route's path taken apart: `/pets/{id}`, `/files/{path+}`. */
export interface PathPattern {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Where a path's variables lie: positions among its segments, the end excluded. */
export type VariablePositions = ReadonlyMap<string, readonly [start: number, end: number]>;

/**
 * A route's path as a pattern; undefined when it is none: no slash in front, a greedy variable
 * that is not last, braces inside a segment.
 *
 * @see API Gateway, "Create routes for HTTP APIs in API Gateway"
 */
export function pathPattern(text: string): PathPattern | undefined {
  if (!text.startsWith('/')) return undefined;
  const pieces = segmentsOf(text).map(pieceOf);
  const valid = pieces.every(
    (piece, index) =>
      piece !== undefined && (piece.kind !== 'greedy' || index === pieces.length - 1),
  );
  return valid ? { text, pieces: pieces.filter((piece) => piece !== undefined) } : undefined;
}

/** The segments of a path: none for `/`; a trailing slash gives an empty last one. */
export function segmentsOf(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

/** Where the pattern's variables lie in a path that it matches; undefined when it does not. */
export function matchPath(
  pattern: PathPattern,
  segments: readonly string[],
): VariablePositions | undefined {
  const ends = pattern.pieces.map((piece, index) => endOfPiece(piece, segments, index));
  const end = ends.at(-1) ?? 0;
  // A greedy variable leaves a trailing slash out.
  const rest = segments.slice(end);
  const complete = rest.length === 0 || (isGreedy(pattern) && rest.join() === '');
  if (!complete || ends.includes(undefined)) return undefined;
  return new Map(
    pattern.pieces.flatMap((piece, index): [string, [number, number]][] =>
      piece.kind === 'literal' ? [] : [[piece.name, [index, ends[index] ?? index]]],
    ),
  );
}

/** Where a piece that begins at a segment ends; undefined when it does not match there. */
function endOfPiece(piece: Piece, segments: readonly string[], index: number): number | undefined {
  const segment = segments[index];
  if (segment === undefined) return undefined;
  if (piece.kind === 'literal') return piece.text === segment ? index + 1 : undefined;
  if (piece.kind === 'variable') return segment === '' ? undefined : index + 1;
  const end = segments.at(-1) === '' ? segments.length - 1 : segments.length;
  return end > index ? end : undefined;
}

/**
 * Which of two patterns that match the same path comes first: at the first depth where they
 * differ, a literal before a variable before a greedy variable. Negative: the first one.
 */
export function compareSpecificity(first: PathPattern, second: PathPattern): number {
  const depth = Math.max(first.pieces.length, second.pieces.length);
  for (let index = 0; index < depth; index += 1) {
    const difference = rank(first.pieces[index]) - rank(second.pieces[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a full match is possible only segment by segment: no greedy variable. */
export function isGreedy(pattern: PathPattern): boolean {
  return pattern.pieces.at(-1)?.kind === 'greedy';
}

function rank(piece: Piece | undefined): number {
  return piece === undefined ? 3 : { literal: 0, variable: 1, greedy: 2 }[piece.kind];
}

function pieceOf(segment: string): Piece | undefined {
  const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(segment) ?? [];
  if (name !== undefined) return { kind: plus === '+' ? 'greedy' : 'variable', name };
  return /[{}]/.test(segment) ? undefined : { kind: 'literal', text: segment };
}
