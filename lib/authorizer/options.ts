/**
 * Rejects options that do not exist: JavaScript users have no types that would warn of a misspelt `scopes`, which
 * would leave a route without scopes.
 * @throws {Error} naming the unknown options
 */
export function rejectUnknownOptions(options: unknown, known: readonly string[]): void {
  const isObject = typeof options === 'object' && options !== null && !Array.isArray(options);
  const unknown = isObject ? Object.keys(options).filter((name) => !known.includes(name)) : [];
  if (!isObject || unknown.length > 0)
    throw new Error(
      `${isObject ? unknown.join(', ') : String(options)}: there is no such option; there are ${known.join(', ') || 'none'}`,
    );
}
