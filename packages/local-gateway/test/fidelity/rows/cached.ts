import { type Case, type Expected, row } from '../row.ts';
import { type Action, script } from '../scripted-authorizer.ts';

type Headers = NonNullable<Case['headers']>;

/**
 * A request after another one to the same or another path; each has its headers, or both have one
 * scripted token.
 */
export function cached(
  behavior: string,
  [first, second = first]: readonly [string, string?],
  sent: readonly Action[] | readonly [Headers, Headers],
  expected: Expected | number,
  options: Pick<Case, 'delayMs' | 'slow' | 'variant'> = {},
): Case {
  const [one, two] = isPair(sent) ? sent : sameToken(sent);
  const before = [{ request: `GET ${first}`, headers: one }];
  const request = second.includes(' ') ? second : `GET ${second}`;
  return row(behavior, request, expected, { before, headers: two, ...options });
}

function isPair(sent: readonly object[]): sent is readonly [Headers, Headers] {
  return sent.some((one) => 'Authorization' in one || 'X-Script' in one);
}

function sameToken(actions: readonly Action[]): readonly [Headers, Headers] {
  const headers = { Authorization: script(...actions) };
  return [headers, headers];
}
