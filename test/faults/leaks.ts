/** Everything that a test made visible, and what must not be part of it. */
export interface Visible {
  readonly lines: readonly object[];
  /** Results and errors as far as API Gateway or Lambda's log shows them. */
  readonly visible: readonly string[];
  /** The tokens that were sent. */
  readonly tokens: readonly string[];
  /** Part of every claim that the test invents. */
  readonly canary: string;
}

const maxLineLength = 1024;

/** Control and format characters, line and paragraph separators, lone surrogates. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Returns one sentence per leak: parts of tokens, claims, unescaped or unbounded text. */
export function leaks({ lines, visible, tokens, canary }: Visible): readonly string[] {
  const found = [...unsafeLines(lines)];
  const text = [...lines.map((line) => JSON.stringify(line)), ...visible]
    .map(withoutVerifiedSubject)
    .join('\n');
  if (text.includes(canary)) found.push(`a claim's value: ${excerpt(text, canary)}`);
  for (const part of new Set(tokens.flatMap((token) => token.split('.')))) {
    if (part.length >= 16 && text.includes(part))
      found.push(`part of a token: ${excerpt(text, part)}`);
  }
  return found;
}

/** Reasons that require a valid signature: the subject of such a token may be logged, sanitized. */
const afterSignature =
  /wrong_audience|missing_expiry|expired|lifetime_too_long|not_yet_valid|missing_subject|denied_subject|wrong_claim|insufficient_scope/;

function withoutVerifiedSubject(text: string): string {
  const isVerified = afterSignature.test(/reason"?: ?["'](\w+)/.exec(text)?.[1] ?? '');
  return isVerified ? text.replace(/(sub|loggedSub)"?: ?(["']).{0,384}?\2/, '') : text;
}

/** Returns one sentence per log line that is too long or contains unescaped text. */
export function unsafeLines(lines: readonly object[]): readonly string[] {
  return lines.flatMap((line) => {
    const text = JSON.stringify(line);
    if (text.length > maxLineLength) return [`a line of ${text.length} characters: ${text}`];
    return texts(line).some((value) => unprintable.test(value))
      ? [`unescaped text in ${text}`]
      : [];
  });
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...texts(member)]);
}

function excerpt(text: string, part: string): string {
  const index = text.indexOf(part);
  return text.slice(Math.max(0, index - 80), index + 80);
}
