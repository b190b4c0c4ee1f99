import { segmentsOf } from '../gateway/path-pattern.ts';

/** Returns a path with one slash before the first segment, as events have it. */
export function withoutRepeatedSlash(rawPath: string): string {
  return rawPath.replace(/^\/+/, '/');
}

/**
 * Returns the segments that resources match, percent-encoded as sent. Repeated slashes before the
 * first segment and one trailing slash are ignored.
 */
export function encodedSegments(rawPath: string): readonly string[] {
  const path = withoutRepeatedSlash(rawPath);
  return segmentsOf(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
}

/** Decodes a segment. An encoded slash stays encoded, because it separates nothing. */
export function decodedSegment(segment: string): string {
  return decodeURIComponent(segment).replaceAll('/', '%2F');
}
