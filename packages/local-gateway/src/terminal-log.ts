import { inspect, styleText } from 'node:util';
import { escapeControlCharacters } from './escape-control-characters.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** Where lines are written: standard output. */
export interface LineTarget {
  readonly isTTY?: boolean;
  /** Whether the terminal and the environment (`NO_COLOR`) allow colors. */
  hasColors?(): boolean;
  write(text: string): unknown;
}

/**
 * Creates a log that writes lines unchanged to a file or pipe. For a terminal, it formats the JSON
 * lines of functions and adds colors.
 */
export function createTerminalLog(target: LineTarget): (line: string) => void {
  if (target.isTTY !== true)
    return (line) => {
      target.write(`${line}\n`);
    };
  const hasColors = target.hasColors?.() ?? false;
  const paint: Paint = (style, text) =>
    hasColors ? styleText(style, text, { validateStream: false }) : text;
  return (line) => {
    target.write(`${formatted(line, paint)}\n`);
  };
}

type Style = 'dim' | 'red' | 'yellow' | 'cyan' | 'green';

type Paint = (style: Style, text: string) => string;

function formatted(line: string, paint: Paint): string {
  const [, title, text] = /^(\[[^\]]+\]) (.*)$/s.exec(line) ?? [];
  if (title !== undefined && text !== undefined)
    return `${paint('dim', title)} ${functionLine(text, paint)}`;
  const [, request, status, rest] = /^((?:[^→\n]*: )?[A-Z]+ \S+ → )(\d{3})( .*)$/s.exec(line) ?? [];
  if (request === undefined || status === undefined || rest === undefined) return line;
  return `${request}${paint(colorOf(status), status)}${paint('dim', rest)}`;
}

function colorOf(status: string): Style {
  if (status.startsWith('5')) return 'red';
  if (status.startsWith('4')) return 'yellow';
  return status.startsWith('3') ? 'cyan' : 'green';
}

const levelColors: Readonly<Record<string, Style>> = {
  FATAL: 'red',
  ERROR: 'red',
  WARN: 'yellow',
  INFO: 'green',
};

/** Formats a function's line; one in the JSON log format as level, message and other fields. */
function functionLine(line: string, paint: Paint): string {
  const entry = logEntry(line);
  if (entry === undefined) return line.startsWith('failed: ') ? paint('red', line) : line;
  const { timestamp: _, level, requestId: __, message, ...rest } = entry;
  const name = String(level);
  const fields = Object.keys(rest).length > 0 ? compact(rest) : '';
  const text =
    message === undefined ? '' : typeof message === 'string' ? message : compact(message);
  const parts = [paint(levelColors[name] ?? 'dim', name), text, paint('dim', fields)];
  return parts.filter((part) => part !== '').join(' ');
}

function logEntry(text: string): JsonObject | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const entry: unknown = JSON.parse(text);
    const known = isJsonObject(entry) && typeof entry['level'] === 'string';
    return known ? escaped(entry) : undefined;
  } catch {
    return undefined;
  }
}

/** JSON parsing restores control characters, which must not reach the terminal. */
function escaped(entry: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeControlCharacters(value, 4000) : value,
    ]),
  );
}

/** Formats a value in one line. */
function compact(value: unknown): string {
  const text = inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 6 });
  return escapeControlCharacters(text, 4000);
}
