import type { Reader } from './unsupported-syntax.ts';

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What a value is compared with. */
export type Term =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'regex'; readonly regex: RegExp }
  /** A text, with any text before it or after it where a wildcard stands. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly openStart: boolean;
      readonly openEnd: boolean;
    };

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads a number, a text (bare if it is of letters, digits, dots and wildcards) or `%regex%`.
 *
 * @throws {UnsupportedSyntax} if the operator does not go with it, and for a wildcard inside a text
 * @see CloudWatch Logs, "Filter pattern syntax": numeric comparisons, regular expressions
 */
export function readTerm(reader: Reader, operator: Operator): Term {
  const equality = operator === '=' || operator === '!=';
  const quoted = reader.take(/"[^"]*"/);
  if (quoted !== undefined) {
    if (quoted.includes('\\')) return reader.reject('escapes in texts are not supported here');
    return equality ? textTerm(reader, quoted.slice(1, -1)) : reader.reject('expected a number');
  }
  if (reader.take(/%/) !== undefined) {
    if (operator !== '=') return reader.reject(`${operator} with a regex is not supported here`);
    return { kind: 'regex', regex: readRegex(reader) };
  }
  const bare = reader.take(/[\w.*+-]+/) ?? reader.reject('expected a number or a text');
  if (number.test(bare)) return { kind: 'number', number: Number(bare) };
  if (!equality) return reader.reject('expected a number');
  if (!/^[A-Za-z0-9.*]+$/.test(bare)) return reader.reject(`put ${bare} between quotes`);
  return textTerm(reader, bare);
}

function textTerm(reader: Reader, pattern: string): Term {
  const openStart = pattern.startsWith('*');
  const openEnd = pattern.length > 1 && pattern.endsWith('*');
  const text = pattern.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  if (text.includes('*')) return reader.reject('a wildcard inside a text stands for itself, maybe');
  return { kind: 'text', text, openStart, openEnd };
}

/** Only the documented characters, of which none means anything else in JavaScript. */
function readRegex(reader: Reader): RegExp {
  const source = reader.take(/[A-Za-z0-9:_#=@/;,\-^$?[\]{}|\\*+.]+(?=%)/);
  if (source === undefined) return reader.reject('not a regex that CloudWatch Logs takes');
  reader.take(/%/);
  try {
    return new RegExp(source);
  } catch {
    return reader.reject(`%${source}% is no regex`);
  }
}
