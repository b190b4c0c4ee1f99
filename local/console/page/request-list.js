import { byId, element } from './element.js';
import { clockTime, duration } from './times.js';

const maxItems = 200;

/** @type {Map<number, HTMLElement>} */
const options = new Map();

/** @type {number | undefined} */
let selected;

/**
 * Connects the list, a listbox with one tab stop.
 *
 * @param {(number: number) => void} onSelect
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/listbox/
 */
export function startRequestList(onSelect) {
  const select = (/** @type {Element | null | undefined} */ option) => {
    if (!(option instanceof HTMLElement)) return;
    option.focus();
    onSelect(Number(option.dataset.number));
  };
  byId('requests').addEventListener('click', ({ target }) =>
    select(target.closest('[role=option]')),
  );
  byId('requests').addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, altKey, metaKey } = event;
    const next = {
      ArrowDown: target.nextElementSibling,
      ArrowUp: target.previousElementSibling,
      Home: byId('requests').firstElementChild,
      End: byId('requests').lastElementChild,
      Enter: target,
      ' ': target,
    };
    if (!(key in next) || ctrlKey || altKey || metaKey) return;
    event.preventDefault();
    select(next[key]);
  });
}

/**
 * Adds requests to the list, newest first, and updates those that are already listed.
 *
 * @param {readonly any[]} summaries
 */
export function listRequests(summaries) {
  for (const summary of summaries) {
    const { number } = summary;
    let option = options.get(number);
    if (option === undefined) {
      option = element('div.request', { role: 'option', 'data-number': number });
      byId('requests').prepend(option);
      options.set(number, option);
    }
    // The element stays, with its focus.
    option.replaceChildren(...cells(summary));
  }
  for (const [number, oldest] of options) {
    if (options.size <= maxItems) break;
    oldest.remove();
    options.delete(number);
  }
  showSelection();
}

export function clearList() {
  options.clear();
  byId('requests').replaceChildren();
  showSelection();
}

/** @param {number | undefined} number */
export function markSelected(number) {
  selected = number;
  showSelection();
}

/** The tab stop is the selected request, or else the first one. */
function showSelection() {
  const newest = byId('requests').firstElementChild;
  const tabStop = options.get(selected) ?? newest;
  for (const [number, option] of options) {
    option.ariaSelected = String(number === selected);
    option.tabIndex = option === tabStop ? 0 : -1;
  }
  byId('requests').hidden = newest === null;
  byId('no-requests').hidden = newest !== null;
}

/** @param {any} summary */
function cells({ at, method, path, status, milliseconds, throughZuplo, result }) {
  return [
    element(`span.status.${statusClass(status)}`, {}, String(status)),
    ' ',
    element('span.code', {}, `${method} ${path}`),
    ' ',
    element('span.outcome', {}, throughZuplo ? `${result} (through the Zuplo stand-in)` : result),
    ' ',
    element('span.time', {}, duration(milliseconds)),
    ' ',
    element('time.time', {}, clockTime(at)),
  ];
}

/** @param {number} status */
export function statusClass(status) {
  if (status >= 500 || status === 0) return 'error';
  return status >= 400 ? 'rejected' : 'ok';
}
