import { text } from './decoded-token.js';
import { element } from './element.js';
import { clockTime } from './times.js';

const levels = { WARN: 'rejected', ERROR: 'error', FATAL: 'error' };

/**
 * Returns a log line of a function: event and fields of a structured entry, any other line unchanged.
 *
 * @param {{at: number, functionName: string, line: string}} entry
 */
export function logLine({ at, functionName, line }) {
  const { level, event, fields } = parsedLine(line);
  return element(
    `li.${levels[level] ?? 'plain'}`,
    {},
    element('time.time', {}, clockTime(at)),
    ' ',
    element('span.source', {}, functionName),
    ' ',
    event ? element('strong', {}, event) : undefined,
    ` ${fields}`,
  );
}

/** @param {string} line */
function parsedLine(line) {
  try {
    const { level, message } = JSON.parse(line);
    if (typeof message !== 'object' || message === null) return { level, fields: String(message) };
    const { event, ...others } = message;
    const fields = Object.entries(others).map(([name, value]) => `${name}=${text(value)}`);
    return { level, event, fields: fields.join('  ') };
  } catch {
    return { level: '', fields: line };
  }
}
