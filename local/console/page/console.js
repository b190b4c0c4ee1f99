import { byId, setOptions } from './element.js';
import { showIssuer, startIssuerPanel } from './issuer-panel.js';
import { logLine } from './log-line.js';
import { offerRequests, startRequestForm } from './request-form.js';
import { emptyList, listRequests, markSelected } from './request-list.js';
import { ask, attempt } from './server.js';
import { startTokenForm } from './token-form.js';
import { tell } from './trace.js';

const mostLines = 200;

/** The number of the request that is shown. @type {number | undefined} */
let shown;

const send = startRequestForm(answered);
startTokenForm(send);
startIssuerPanel(showState);
byId('clear').addEventListener(
  'click',
  () =>
    void attempt(byId('request-error'), async () => {
      await ask('DELETE /__local/requests');
      emptyList();
      byId('lines').replaceChildren();
      byId('no-lines').hidden = false;
    }),
);
listen();

/** Keeps the page up to date, also after the server was started anew. */
function listen() {
  const events = new EventSource('/__local/events');
  const on = (/** @type {string} */ name, /** @type {(data: any) => void} */ show) =>
    events.addEventListener(name, (event) => show(JSON.parse(event.data)));
  events.addEventListener('open', () => {
    // Everything is told again, and numbers may start anew.
    emptyList();
    byId('lines').replaceChildren();
  });
  on('state', showState);
  on('lines', showLines);
  on('requests', (summaries) => {
    listRequests(summaries, show);
    // More was learned of the one that is shown.
    if (summaries.some(({ number }) => number === shown)) void show(shown);
  });
}

/** @param {any} state */
function showState(state) {
  const apis = state.apis.map(
    ({ apiType, url }) => `${apiType === 'http' ? 'HTTP' : 'REST'} API ${url}`,
  );
  byId('served').textContent =
    apis.length === 0 ? 'Waiting for the API …' : `${apis.join(', ')} · issuer ${state.issuer}`;
  if (byId('audience').value === '') byId('audience').value = state.audience;
  if (byId('algorithm').options.length === 0)
    setOptions(
      byId('algorithm'),
      state.algorithms.map((name) => [name, name]),
    );
  offerRequests(state);
  showIssuer(state);
}

/** @param {any[]} lines */
function showLines(lines) {
  const log = byId('log');
  const list = byId('lines');
  list.append(...lines.map(logLine));
  while (list.children.length > mostLines) list.firstElementChild.remove();
  log.scrollTop = log.scrollHeight;
  byId('no-lines').hidden = true;
}

/** @param {{status: number, number?: number}} answer */
function answered({ status, number }) {
  if (number === undefined) byId('outcome').textContent = `It was answered with ${status}.`;
  else {
    // Where the forms are above, the answer would be out of sight.
    if (matchMedia('(max-width: 56rem)').matches) byId('story-title').scrollIntoView();
    return show(number);
  }
}

/** @param {number} number */
async function show(number) {
  shown = number;
  markSelected(number);
  await attempt(byId('outcome'), async () => {
    const story = await (await ask(`GET /__local/requests/${number}`)).json();
    if (shown === number) tell(story);
  });
}
