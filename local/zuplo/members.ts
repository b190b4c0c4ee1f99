/** What a member of a JSON object must be. */
export interface Rule {
  readonly isValid: (value: unknown) => boolean;
  /** Completes "<name> must be …". */
  readonly expected: string;
}

/** Returns the rule that a value is one of the names. */
export function oneOf(names: readonly string[]): Rule {
  return {
    isValid: (value) => names.some((name) => name === value),
    expected: `one of ${names.join(', ')}`,
  };
}

/** Returns what is wrong with the members of a JSON object: unknown names and invalid values. */
export function memberProblems(
  object: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, Rule>>,
  kind: 'options' | 'members',
): readonly string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined)
      return [`${excerpt(name)} is unknown: the ${kind} are ${Object.keys(rules).join(', ')}`];
    return rule.isValid(value) ? [] : [`${name} must be ${rule.expected}, not ${excerpt(value)}`];
  });
}

function excerpt(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
