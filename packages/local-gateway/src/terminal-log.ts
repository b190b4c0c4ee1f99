import { inspect, styleText } from 'node:util';
import { escapeControlCharacters } from './escape-control-characters.ts';
import { isJsonObject, type JsonObject } from './json.ts';

/** What a line is written to: standard output, as a rule. */
export interface LineTarget {
  readonly isTTY?: boolean;
  /** Whether colours are wanted: NO_COLOR and its kin. */
  hasColors?(): boolean;
  write(text: string): unknown;
}

/**
 * Writes log lines for whoever reads them: as they are to a file or pipe, as CloudWatch would keep
 * them; to a terminal with a function's JSON lines made readable, and in colour where that is wanted.
 */
export function createTerminalLog(target: LineTarget): (line: string) => void {
  if (target.isTTY !== true)
    return (line) => {
      target.write(`${line}\n`);
    };
  const colour = target.hasColors?.() ?? false;
  const paint: Paint = (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  return (line) => {
    target.write(`${readable(line, paint)}\n`);
  };
}

type Style = 'dim' | 'red' | 'yellow' | 'cyan' | 'green';

type Paint = (style: Style, text: string) => string;

function readable(line: string, paint: Paint): string {
  const [, title, text] = /^(\[[^\]]+\]) (.*)$/s.exec(line) ?? [];
  if (title !== undefined && text !== undefined)
    return `${paint('dim', title)} ${functionLine(text, paint)}`;
  const [, request, status, rest] = /^((?:[^→\n]*: )?[A-Z]+ \S+ → )(\d{3})( .*)$/s.exec(line) ?? [];
  if (request === undefined || status === undefined || rest === undefined) return line;
  return `${request}${paint(colourOf(status), status)}${paint('dim', rest)}`;
}

function colourOf(status: string): Style {
  if (status.startsWith('5')) return 'red';
  if (status.startsWith('4')) return 'yellow';
  return status.startsWith('3') ? 'cyan' : 'green';
}

const levelColours: Readonly<Record<string, Style>> = {
  FATAL: 'red',
  ERROR: 'red',
  WARN: 'yellow',
  INFO: 'green',
};

/** A line of a function; one in the JSON log format as level, message and what else it says. */
function functionLine(text: string, paint: Paint): string {
  const entry = logEntry(text);
  if (entry === undefined) return text.startsWith('failed: ') ? paint('red', text) : text;
  const { timestamp: _, level, requestId: __, message, ...rest } = entry;
  const name = String(level);
  const more = Object.keys(rest).length > 0 ? compact(rest) : '';
  const said =
    message === undefined ? '' : typeof message === 'string' ? message : compact(message);
  const parts = [paint(levelColours[name] ?? 'dim', name), said, paint('dim', more)];
  // What JSON had escaped is text again: a control character must not reach the terminal.
  return parts.filter((part) => part !== '').join(' ');
}

function logEntry(text: string): JsonObject | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const entry: unknown = JSON.parse(text);
    const known = isJsonObject(entry) && typeof entry['level'] === 'string';
    return known ? safe(entry) : undefined;
  } catch {
    return undefined;
  }
}

function safe(entry: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeControlCharacters(value, 4000) : value,
    ]),
  );
}

/** Anything in one line, its texts escaped. */
function compact(value: unknown): string {
  const text = inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 6 });
  return escapeControlCharacters(text, 4000);
}
