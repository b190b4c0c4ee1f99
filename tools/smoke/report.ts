import type { Result } from './evaluate-response.ts';
import type { Check } from './route-checks.ts';

/** What was missing to run a check. */
export type Missing = 'token' | 'signer' | 'write' | 'response';

/** The outcome of a check. */
export type Outcome =
  | (Result & { readonly response: string; readonly isUnanswered?: boolean })
  | { readonly kind: 'not run'; readonly missing: Missing };

const needs: Readonly<Record<Missing, string>> = {
  token: '--token or --zuplo',
  signer: 'tokens signed on demand (--zuplo)',
  write: '--write',
  response: 'an API that responds',
};

/** Returns the line of a check that was run: `ok       GET /protected  expired token → 403`. */
export function outcomeLine(
  { route, name }: Check,
  { kind, response, note }: Exclude<Outcome, { kind: 'not run' }>,
  routeWidth: number,
): string {
  const reason = note === undefined ? '' : ` (${note})`;
  return `${start(kind, route, routeWidth)}${name} → ${response}${reason}`;
}

/** Returns one line for each route and reason why checks were not run. */
export function notRunLines(
  outcomes: readonly (readonly [Check, Outcome])[],
  routeWidth: number,
): readonly string[] {
  const groups = Map.groupBy(
    outcomes.flatMap(([{ route, name }, outcome]) =>
      outcome.kind === 'not run' ? [{ route, name, missing: outcome.missing }] : [],
    ),
    ({ route, missing }) => `${start('not run', route, routeWidth)}needs ${needs[missing]}: `,
  );
  return Array.from(groups, ([line, group]) => line + group.map(({ name }) => name).join(', '));
}

/** Returns the summary: `27 ok, 0 failed, 4 not run (need --write)`. */
export function summaryLine(outcomes: readonly Outcome[]): string {
  const count = (kind: Outcome['kind']) => outcomes.filter((one) => one.kind === kind).length;
  const optional = (kind: Outcome['kind'], word: string) =>
    count(kind) > 0 ? [`${count(kind)} ${word}`] : [];
  const reasons = Map.groupBy(
    outcomes.filter((outcome) => outcome.kind === 'not run'),
    ({ missing }) => needs[missing],
  );
  const missing = Array.from(reasons, ([need, group]) =>
    reasons.size === 1 ? `need ${need}` : `${group.length} need ${need}`,
  );
  return [
    `${count('ok')} ok`,
    `${count('failed')} failed`,
    ...optional('warning', count('warning') === 1 ? 'warning' : 'warnings'),
    ...optional('unclear', 'unclear'),
    ...optional('not run', `not run (${missing.join(', ')})`),
  ].join(', ');
}

/** Returns the exit status: 1 if a check failed, else 2 if one is unclear, else 0. */
export function exitStatus(outcomes: readonly Outcome[]): 0 | 1 | 2 {
  const some = (kind: Outcome['kind']) => outcomes.some((outcome) => outcome.kind === kind);
  return some('failed') ? 1 : some('unclear') ? 2 : 0;
}

function start(kind: Outcome['kind'], route: string, routeWidth: number): string {
  return `${kind.padEnd(8)} ${route.padEnd(routeWidth)}  `;
}
