import type { SettingsProblems } from '../../contract/settings-error.ts';

/**
 * Reports context names that are no settings: a misspelled setting would silently keep its default. The
 * CDK's own context has names of other forms, with a colon, slash or hyphen.
 */
export function checkNames(
  names: readonly string[],
  known: ReadonlySet<string>,
  context: (name: string) => unknown,
  problems: SettingsProblems,
): void {
  for (const name of names) {
    if (known.has(name)) continue;
    const intended = [...known].find((setting) => normalized(setting) === normalized(name));
    if (intended !== undefined)
      problems.add(name, context(name), `there is no such setting; there is ${intended}`);
    else if (/^[A-Za-z][A-Za-z0-9]*$/.test(name))
      problems.add(
        name,
        context(name),
        `there is no such setting; there are ${[...known].sort().join(', ')}`,
      );
  }
}

function normalized(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}
