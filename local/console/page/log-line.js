import { element } from './element.js';
import { clockTime } from './times.js';

const levels = { WARN: 'refused', ERROR: 'failed', FATAL: 'failed' };

/**
 * A line that a function wrote: of a structured entry its event and fields, else as it is.
 *
 * @param {{at: number, functionName: string, line: string}} entry
 */
export function logLine({ at, functionName, line }) {
  const { level, event, text } = readable(line);
  return element(
    `li.${levels[level] ?? 'plain'}`,
    {},
    element('time.time', {}, clockTime(at)),
    ' ',
    element('span.source', {}, functionName),
    ' ',
    event ? element('strong', {}, event) : undefined,
    ` ${text}`,
  );
}

/** @param {string} line */
function readable(line) {
  try {
    const { level, message } = JSON.parse(line);
    if (typeof message !== 'object' || message === null) return { level, text: String(message) };
    const { event, ...fields } = message;
    const pairs = Object.entries(fields).map(([name, value]) => `${name}=${asText(value)}`);
    return { level, event, text: pairs.join('  ') };
  } catch {
    return { level: line.startsWith('failed:') ? 'ERROR' : '', text: line };
  }
}

/** @param {unknown} value */
function asText(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
