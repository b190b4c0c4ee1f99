import { element } from './element.js';

/**
 * Names and what they stand for, under a heading.
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
