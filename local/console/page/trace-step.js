import { element } from './element.js';
import { duration } from './times.js';

/**
 * Returns one step of a request's trace.
 *
 * @param {object} about
 * @param {string} about.title
 * @param {'ok' | 'rejected' | 'error' | 'plain'} about.state
 * @param {string} about.outcome
 * @param {number} [about.milliseconds]
 * @param {...(Node | undefined)} content
 */
export function step({ title, state, outcome, milliseconds }, ...content) {
  const time =
    milliseconds === undefined ? undefined : element('span.time', {}, duration(milliseconds));
  return element(
    `li.step.${state}`,
    {},
    element('div.heading', {}, element('h3', {}, title), time),
    element('p.outcome', {}, outcome),
    ...content,
  );
}

/**
 * Returns a collapsible text.
 *
 * @param {string} name
 * @param {string} text JSON is indented
 * @param {boolean} [open]
 */
export function block(name, text, open = false) {
  const content = element('pre', {}, indentedJson(text));
  return element('details', { open }, element('summary', {}, name), content);
}

/** @param {string} text */
function indentedJson(text) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

/**
 * Returns names and values under a heading.
 *
 * @param {string} title
 * @param {readonly (readonly [name: string, value: string])[]} pairs
 */
export function facts(title, pairs) {
  const rows = pairs.flatMap(([name, value]) => [
    element('dt', {}, name),
    element('dd', {}, value),
  ]);
  return element('div.facts', {}, element('h4', {}, title), element('dl', {}, ...rows));
}
