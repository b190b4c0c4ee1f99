/** The file beside the code that has the scopes of routes. */
export const routeScopesFile = 'route-scopes.json';

/** The scopes that each protected route requires, by route key: `GET /orders/{id}`. */
export type RouteScopes = Readonly<Record<string, readonly string[]>>;

/** Returns whether a route may require the scope (RFC 6749 section 3.3 permits more). */
export function isScope(scope: string): boolean {
  return /^[\w.:/-]{1,128}$/.test(scope);
}

/** @throws {Error} naming every scope that is not 1 to 128 letters, digits or any of _ . : / - */
export function checkScopes(scopes: readonly string[]): void {
  if (!Array.isArray(scopes))
    throw new Error(`scopes: given ${JSON.stringify(scopes)}; it must be a list`);
  const invalid = scopes.filter((scope) => !isScope(scope));
  if (invalid.length > 0)
    throw new Error(
      `scopes: given ${JSON.stringify(invalid)}; each must be 1 to 128 letters, digits or any of _ . : / -`,
    );
}

/** A protected route and its scopes, as declared. */
export interface RouteEntry {
  /** Identifies the API. */
  readonly api: unknown;
  readonly method: string;
  readonly path: string;
  readonly scopes: readonly string[];
}

/**
 * Returns the scopes of all protected routes; an empty object if no route requires scopes.
 * @throws {Error} if two APIs have the same route with different scopes: the authorizer cannot tell them apart
 */
export function routeScopesOf(entries: readonly RouteEntry[]): RouteScopes {
  for (const path of new Set(entries.map((entry) => entry.path)))
    rejectConflicts(entries.filter((entry) => entry.path === path));
  const table = Object.fromEntries(
    entries.map(({ method, path, scopes }) => [`${method} ${path}`.trim(), scopes]),
  );
  return entries.some(({ scopes }) => scopes.length > 0) ? table : {};
}

/** Rejects different scopes of one path in two APIs. `ANY` stands for every method that has no route of its own. */
function rejectConflicts(entries: readonly RouteEntry[]): void {
  for (const one of entries)
    for (const other of entries)
      if (one.api !== other.api && overlap(one, other) && !isSame(one.scopes, other.scopes))
        throw new Error(
          `${one.method} ${one.path} requires ${JSON.stringify(one.scopes)} in one API and ${other.method} ${other.path} ` +
            `${JSON.stringify(other.scopes)} in another: create a ZuploAuthorizer for each API`,
        );
}

function overlap(one: RouteEntry, other: RouteEntry): boolean {
  return one.method === other.method || [one.method, other.method].includes('ANY');
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
