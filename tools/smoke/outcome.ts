import type { Check } from './check.ts';
import type { Lack } from './credentials.ts';

/** What came of a check. */
export type Outcome =
  | {
      readonly kind: 'ok' | 'differs' | 'unclear';
      /** The answer, or why there is none, in words. */
      readonly came: string;
      readonly isAnswered: boolean;
      readonly milliseconds: number;
    }
  | { readonly kind: 'not run'; readonly lack: Lack | 'answers' };

const lacks: Readonly<Record<Lack | 'answers', string>> = {
  token: 'a valid token',
  issuer: "the issuer's key",
  answers: 'an API that answers',
};

/** Gives the line that tells of a check and its outcome. */
export function outcomeLine({ name, expectation }: Check, outcome: Outcome): string {
  if (outcome.kind === 'not run') return `not run            ${name}: needs ${lacks[outcome.lack]}`;
  const { kind, came, milliseconds } = outcome;
  const time = `${Math.round(milliseconds)} ms`.padStart(8);
  const answer = kind === 'ok' ? came : `expected ${expectation.text}; came ${came}`;
  return `${kind.padEnd(8)} ${time}  ${name}: ${answer}`;
}

/** Gives the line that sums all up: `27 ok, 0 differ, 4 not run (need the issuer's key)`. */
export function summaryLine(outcomes: readonly Outcome[]): string {
  const count = (kind: Outcome['kind']) => outcomes.filter((one) => one.kind === kind).length;
  const missing = Object.entries(lacks).flatMap(([lack, what]) => {
    const number = outcomes.filter((one) => one.kind === 'not run' && one.lack === lack).length;
    if (number === 0) return [];
    return [number === count('not run') ? `need ${what}` : `${number} need ${what}`];
  });
  return [
    `${count('ok')} ok`,
    `${count('differs')} differ`,
    count('unclear') > 0 && `${count('unclear')} unclear`,
    missing.length > 0 && `${count('not run')} not run (${missing.join(', ')})`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** Gives the exit status: 1 if anything differs for certain, else 2 if anything is unclear, else 0. */
export function exitStatus(outcomes: readonly Outcome[]): 0 | 1 | 2 {
  const some = (kind: Outcome['kind']) => outcomes.some((one) => one.kind === kind);
  return some('differs') ? 1 : some('unclear') ? 2 : 0;
}
