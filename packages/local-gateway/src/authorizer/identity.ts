/** The values of an authorizer's identity sources in a request. */
export interface Identity {
  readonly values: readonly string[];
  /** The first source that is missing or empty, which API Gateway answers with 401. */
  readonly missing: string | undefined;
}

/** Reads every identity source of a request. */
export function readIdentity(
  expressions: readonly string[],
  read: (expression: string) => string | undefined,
): Identity {
  const values = expressions.map((expression) => read(expression) ?? '');
  return { values, missing: expressions[values.indexOf('')] };
}
