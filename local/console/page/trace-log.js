import { text } from './decoded-token.js';
import { element } from './element.js';
import { step } from './trace-step.js';

/**
 * Returns the step with the lines that the functions logged during the request.
 *
 * @param {any[]} lines
 */
export function logStep(lines) {
  const outcome = 'Logged by the functions';
  return step(
    { title: 'Log', state: 'plain', outcome },
    element(
      'pre',
      {},
      lines.map(({ functionName, line }) => `${functionName}: ${logText(line)}`).join('\n'),
    ),
  );
}

/**
 * Returns level, event and fields of a structured log line, any other line unchanged.
 *
 * @param {string} line
 */
function logText(line) {
  try {
    const { level, message } = JSON.parse(line);
    const { event, ...others } = message;
    const fields = Object.entries(others).map(([name, value]) => `${name}=${text(value)}`);
    return [level, event, ...fields].join(' ');
  } catch {
    return line;
  }
}
