/** All that the authorizer said in a test, and what it must not have said. */
export interface Said {
  readonly lines: readonly object[];
  /** Answers and errors as far as anybody sees them. */
  readonly shown: readonly string[];
  readonly asked: readonly string[];
  /** Stands in every claim that a test makes up. */
  readonly canary: string;
}

const maxLineLength = 1024;

/** Control and format characters, line and paragraph separators, halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Gives one sentence for everything that leaked: token text, claims, raw or unbounded text. */
export function leaks({ lines, shown, asked, canary }: Said): readonly string[] {
  const found = [...illegibleLines(lines)];
  const all = [...lines.map((line) => JSON.stringify(line)), ...shown]
    .map(withoutVerifiedSubject)
    .join('\n');
  if (all.includes(canary)) found.push(`a claim's value: ${around(all, canary)}`);
  for (const secret of new Set(asked.flatMap((token) => token.split('.')))) {
    if (secret.length >= 16 && all.includes(secret))
      found.push(`token text: ${around(all, secret)}`);
  }
  return found;
}

/** Reasons that are given only once a signature is good: whom such a token names may be told, cut and escaped. */
const afterSignature =
  /wrong_audience|missing_expiry|expired|lifetime_too_long|not_yet_valid|missing_subject|insufficient_scope/;

function withoutVerifiedSubject(text: string): string {
  const isVerified = afterSignature.test(/reason"?: ?["'](\w+)/.exec(text)?.[1] ?? '');
  return isVerified ? text.replace(/(sub|loggedSub)"?: ?(["']).{0,384}?\2/, '') : text;
}

/** Gives one sentence for every line that is too long, or holds text that is not escaped. */
export function illegibleLines(lines: readonly object[]): readonly string[] {
  return lines.flatMap((line) => {
    const text = JSON.stringify(line);
    if (text.length > maxLineLength) return [`a line of ${text.length} characters: ${text}`];
    return texts(line).some((value) => unprintable.test(value)) ? [`raw text in ${text}`] : [];
  });
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...texts(member)]);
}

function around(text: string, found: string): string {
  const at = text.indexOf(found);
  return text.slice(Math.max(0, at - 80), at + 80);
}
