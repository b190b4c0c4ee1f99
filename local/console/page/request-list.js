import { byId, element } from './element.js';
import { clockTime, shortDuration } from './times.js';

const most = 200;

/** @type {Map<number, HTMLElement>} */
const items = new Map();

/** @type {number | undefined} */
let selected;

/**
 * Puts requests into the list, the newest on top.
 *
 * @param {readonly any[]} summaries
 * @param {(number: number) => void} select
 */
export function listRequests(summaries, select) {
  const list = byId('requests');
  for (const summary of summaries) {
    const made = item(summary, select);
    const known = items.get(summary.number);
    if (known === undefined) list.prepend(made);
    else replace(known, made);
    items.set(summary.number, made);
  }
  for (const [number, old] of items) {
    if (items.size <= most) break;
    old.remove();
    items.delete(number);
  }
  markSelected(selected);
  byId('no-requests').hidden = items.size > 0;
}

export function emptyList() {
  items.clear();
  byId('requests').replaceChildren();
  byId('no-requests').hidden = false;
}

/** @param {number | undefined} number */
export function markSelected(number) {
  selected = number;
  for (const [key, made] of items) {
    const button = made.firstElementChild;
    if (key === number) button?.setAttribute('aria-current', 'true');
    else button?.removeAttribute('aria-current');
  }
}

/**
 * @param {HTMLElement} known
 * @param {HTMLElement} made
 */
function replace(known, made) {
  const hadFocus = known.contains(document.activeElement);
  known.replaceWith(made);
  if (hadFocus) made.querySelector('button')?.focus();
}

/**
 * @param {any} summary
 * @param {(number: number) => void} select
 */
function item(summary, select) {
  const { number, at, method, path, status, milliseconds, throughGateway, verdict } = summary;
  const button = element(
    'button',
    { type: 'button' },
    element(`span.status.${statusClass(status)}`, {}, String(status)),
    ' ',
    element('span.what', {}, `${method} ${path}`),
    ' ',
    element('span.verdict', {}, throughGateway ? `${verdict}, with an API key` : verdict),
    ' ',
    element('span.time', {}, shortDuration(milliseconds)),
    ' ',
    element('time.time', {}, clockTime(at)),
  );
  button.addEventListener('click', () => select(number));
  return element('li', { value: number }, button);
}

/** @param {number} status */
export function statusClass(status) {
  if (status >= 500 || status === 0) return 'failed';
  return status >= 400 ? 'refused' : 'good';
}
