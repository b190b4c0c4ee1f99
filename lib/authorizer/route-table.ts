/** The scopes that each protected route requires, by route key: `GET /orders/{id}`. */
export type RouteScopes = Readonly<Record<string, readonly string[]>>;

/** Scopes that tokens may have (RFC 6749 section 3.3 permits more). */
const scopeForm = /^[\w.:/-]{1,128}$/;

/** @throws {Error} naming every scope that is not 1 to 128 letters, digits or any of _ . : / - */
export function checkScopes(scopes: readonly string[]): void {
  if (!Array.isArray(scopes))
    throw new Error(`scopes: given ${JSON.stringify(scopes)}; it must be a list`);
  const invalid = scopes.filter((scope) => !scopeForm.test(scope));
  if (invalid.length > 0)
    throw new Error(
      `scopes: given ${JSON.stringify(invalid)}; each must be 1 to 128 letters, digits or any of _ . : / -`,
    );
}

/** A protected route and its scopes, as declared. */
export type RouteEntry = readonly [routeKey: string, scopes: readonly string[]];

/**
 * Returns the scopes of all protected routes; an empty object if no route requires scopes.
 * @throws {Error} if two APIs have the same route with different scopes: the authorizer cannot tell them apart
 */
export function routeScopesOf(entries: readonly RouteEntry[]): RouteScopes {
  const table: Record<string, readonly string[]> = {};
  for (const [key, scopes] of entries) {
    const other = table[key] ?? scopes;
    if (JSON.stringify([...other].sort()) !== JSON.stringify([...scopes].sort()))
      throw new Error(
        `${key} requires ${JSON.stringify(other)} in one API and ${JSON.stringify(scopes)} in another: create a ` +
          'ZuploAuthorizer for each API',
      );
    table[key] = scopes;
  }
  return Object.values(table).some((scopes) => scopes.length > 0) ? table : {};
}
