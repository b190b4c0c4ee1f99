import type { Route } from '../../lib/api/route.ts';

/** Returns a path that a route matches: `/orders/{id}` → `/orders/1`, `/files/{path+}` → `/files/a/b`. */
export function samplePath({ path }: Pick<Route, 'path'>): string {
  return path.replace(/\{[^{}]+\+\}/g, 'a/b').replace(/\{[^{}]+\}/g, '1');
}

/** Returns a path that no route matches; undefined if a greedy parameter matches every path. */
export function unknownPath(routes: readonly Pick<Route, 'path'>[]): string | undefined {
  const parameterPaths = routes
    .map(({ path }) => path)
    .filter((path) => /^(\/\{[^{}]+\})+$/.test(path));
  if (parameterPaths.some((path) => path.includes('+}'))) return undefined;
  const longest = Math.max(0, ...parameterPaths.map((path) => path.split('/').length - 1));
  return '/no-such-path'.repeat(longest + 1);
}

/**
 * Returns other spellings of a path, which must not bypass the authorizer. Empty if a public route has
 * parameters, because that route may match one of them.
 */
export function otherSpellings(path: string, routes: readonly Route[]): readonly string[] {
  if (path === '/' || routes.some((route) => route.access === 'public' && route.path.includes('{')))
    return [];
  const encoded = `/%${path.charCodeAt(1).toString(16)}${path.slice(2)}`;
  const spellings = [`${path}/`, `/${path}`, path.toUpperCase(), encoded, `/.${path}`];
  const known = new Set(routes.map(samplePath));
  return spellings.filter((spelling) => !known.has(spelling));
}
