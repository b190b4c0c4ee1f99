import { byId, setOptions } from './element.js';
import { showIssuer, startIssuerPanel } from './issuer-panel.js';
import { showApis, startRequestForm } from './request-form.js';
import { clearList, listRequests, markSelected } from './request-list.js';
import { send, showErrors } from './server.js';
import { startTokenForm } from './token-form.js';
import { showTrace } from './trace.js';

/** The number of the request that is shown. @type {number | undefined} */
let shown;

startTokenForm(startRequestForm(showResponse));
startIssuerPanel(showState);
byId('clear').addEventListener(
  'click',
  () =>
    void showErrors(byId('request-error'), async () => {
      await send('DELETE /__local/requests');
      clearList();
    }),
);
listen();

/** Keeps the page up to date; the browser reconnects after a restart of the server. */
function listen() {
  const events = new EventSource('/__local/events');
  // The server sends all requests again, and their numbers may have restarted.
  events.addEventListener('open', clearList);
  events.addEventListener('state', ({ data }) => showState(JSON.parse(data)));
  events.addEventListener('requests', ({ data }) => {
    const summaries = JSON.parse(data);
    listRequests(summaries, showRequest);
    if (summaries.some(({ number }) => number === shown)) void showRequest(shown);
  });
}

/** @param {any} state */
function showState(state) {
  const apis = state.apis.map(({ name, url }) => `${name}: ${url}`);
  byId('served').textContent =
    apis.length === 0 ? 'Waiting for the API …' : [...apis, `Issuer: ${state.issuer}`].join(' · ');
  if (byId('algorithm').options.length === 0)
    setOptions(
      byId('algorithm'),
      state.algorithms.map((name) => [name, name]),
    );
  showApis(state);
  showIssuer(state);
}

/** @param {{status: number, number?: number}} response */
function showResponse({ status, number }) {
  if (number === undefined) byId('outcome').textContent = `Status ${status}; not recorded.`;
  else {
    // On a narrow page, the trace is below the forms.
    if (matchMedia('(max-width: 56rem)').matches) byId('trace-title').scrollIntoView();
    return showRequest(number);
  }
}

/** @param {number} number */
async function showRequest(number) {
  shown = number;
  markSelected(number);
  await showErrors(byId('outcome'), async () => {
    const trace = await (await send(`GET /__local/requests/${number}`)).json();
    if (shown === number) showTrace(trace);
  });
}
