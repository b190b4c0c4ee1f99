import { byId, element } from './element.js';
import { clockTime, duration } from './times.js';

const maxItems = 200;

/** @type {Map<number, HTMLElement>} */
const items = new Map();

/** @type {number | undefined} */
let selected;

/**
 * Adds requests to the list, newest first, and updates those that are already listed.
 *
 * @param {readonly any[]} summaries
 * @param {(number: number) => void} onSelect
 */
export function listRequests(summaries, onSelect) {
  for (const summary of summaries) {
    const item = listItem(summary, onSelect);
    const listed = items.get(summary.number);
    if (listed === undefined) byId('requests').prepend(item);
    else listed.replaceWith(item);
    items.set(summary.number, item);
  }
  for (const [number, oldest] of items) {
    if (items.size <= maxItems) break;
    oldest.remove();
    items.delete(number);
  }
  markSelected(selected);
  byId('no-requests').hidden = items.size > 0;
}

export function clearList() {
  items.clear();
  byId('requests').replaceChildren();
  byId('no-requests').hidden = false;
}

/** @param {number | undefined} number */
export function markSelected(number) {
  selected = number;
  for (const [key, item] of items) {
    const button = item.firstElementChild;
    if (key === number) button?.setAttribute('aria-current', 'true');
    else button?.removeAttribute('aria-current');
  }
}

/**
 * @param {any} summary
 * @param {(number: number) => void} onSelect
 */
function listItem(summary, onSelect) {
  const { number, at, method, path, status, milliseconds, throughGateway, result } = summary;
  const button = element(
    'button',
    { type: 'button' },
    element(`span.status.${statusClass(status)}`, {}, String(status)),
    ' ',
    element('span.code', {}, `${method} ${path}`),
    ' ',
    element('span.result', {}, throughGateway ? `${result} (through the gateway)` : result),
    ' ',
    element('span.time', {}, duration(milliseconds)),
    ' ',
    element('time.time', {}, clockTime(at)),
  );
  button.addEventListener('click', () => onSelect(number));
  return element('li', {}, button);
}

/** @param {number} status */
export function statusClass(status) {
  if (status >= 500 || status === 0) return 'error';
  return status >= 400 ? 'rejected' : 'ok';
}
