import { element } from './element.js';
import { shortDuration } from './times.js';

/**
 * One step of a request's story.
 *
 * @param {object} about
 * @param {string} about.title
 * @param {'good' | 'refused' | 'failed' | 'plain'} about.state
 * @param {string} about.outcome
 * @param {number} [about.milliseconds]
 * @param {boolean} [about.inAll] whether the time is that of all the steps
 * @param {boolean} [about.mono] whether the outcome is code
 * @param {...(Node | undefined)} content
 */
export function step({ title, state, outcome, milliseconds, inAll, mono }, ...content) {
  return element(
    `li.step.${state}`,
    {},
    element(
      'div.heading',
      {},
      element('h3', {}, title),
      milliseconds === undefined
        ? undefined
        : element('span.time', {}, shortDuration(milliseconds) + (inAll ? ' in all' : '')),
    ),
    element(mono ? 'p.outcome.code' : 'p.outcome', {}, outcome),
    ...content,
  );
}

/**
 * A longer text under a name that folds it.
 *
 * @param {string} name
 * @param {string} text
 * @param {boolean} [open]
 */
export function block(name, text, open = false) {
  return element('details', { open }, element('summary', {}, name), element('pre', {}, text));
}

/**
 * JSON laid out to be read; any other text as it is.
 *
 * @param {string} text
 */
export function prettyJson(text) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

/** @param {readonly [string, string][]} headers */
export function headerLines(headers) {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}
