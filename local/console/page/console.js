import { listen } from './connection.js';
import { showApis } from './destination.js';
import { byId, setOptions, setText } from './element.js';
import { showIssuer, startIssuerPanel } from './issuer-panel.js';
import { dropNewToken } from './new-token.js';
import { startRequestForm, updatePreview } from './request-form.js';
import { clearList, listRequests, markSelected, startRequestList } from './request-list.js';
import { send, showErrors } from './server.js';
import { clearTrace, showTrace } from './trace.js';

/** The number of the request that is shown. @type {number | undefined} */
let shown;

/** How much of it was recorded when it was shown. */
let shownVersion = 0;

/** The last state of the server that the page shows. */
let shownState = '';

startRequestForm(showResponse);
startRequestList(showRequest);
startIssuerPanel(showState);
byId('clear').addEventListener(
  'click',
  () =>
    void showErrors(byId('request-error'), async () => {
      await send('DELETE /__local/requests');
      clearList();
    }),
);
listen({
  open() {
    // After a restart of the server, a number stands for another request.
    shown = undefined;
    markSelected(undefined);
    clearList();
  },
  state: showState,
  requests(summaries) {
    listRequests(summaries);
    if (summaries.some(({ number, version }) => number === shown && version > shownVersion))
      void showRequest(shown);
  },
});

/** @param {any} state */
function showState(state) {
  const json = JSON.stringify(state);
  if (json === shownState) return;
  shownState = json;
  const apis = state.apis.map(({ name, url }) => `${name}: ${url}`);
  setText(
    byId('served'),
    apis.length === 0
      ? 'Waiting for the API …'
      : [...apis, `Zuplo stand-in: ${state.url}`].join(' · '),
  );
  setOptions(
    byId('algorithm'),
    state.algorithms.map((name) => [name, name]),
  );
  showApis(state);
  showIssuer(state);
  // The signing key may have changed.
  dropNewToken();
  void updatePreview();
}

/** @param {{status: number, number?: number}} response */
async function showResponse({ status, number }) {
  if (number === undefined) clearTrace(`Status ${status}; not recorded.`);
  else await showRequest(number);
  byId('trace-title').scrollIntoView();
}

/** @param {number} number */
async function showRequest(number) {
  shown = number;
  shownVersion = 0;
  markSelected(number);
  try {
    const trace = await (await send(`GET /__local/requests/${number}`)).json();
    if (shown !== number) return;
    shownVersion = trace.version;
    showTrace(trace);
  } catch (error) {
    clearTrace(error.message);
  }
}
