import { byId, setOptions } from './element.js';
import { send, showErrors } from './server.js';

const otherPath = 'other';

/** @type {any} */
let state;

/**
 * Connects the request form.
 *
 * @param {(response: {status: number, number?: number}) => void} onResponse
 * @returns a function that sends the request
 */
export function startRequestForm(onResponse) {
  const sendCall = async () => {
    const response = await send('POST /__local/call', callFromForm());
    onResponse(await response.json());
  };
  byId('via').addEventListener('change', () => {
    showRoutes();
    showCredentials();
  });
  byId('route').addEventListener('change', showRoute);
  for (const id of ['method', 'path'])
    byId(id).addEventListener('input', () => {
      byId('route').value = otherPath;
    });
  byId('request-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void showErrors(byId('request-error'), sendCall);
  });
  return async () => {
    if (byId('request-form').reportValidity()) await sendCall();
  };
}

/**
 * Shows the served APIs and their routes in the form.
 *
 * @param {any} newState
 */
export function showApis(newState) {
  const isFirst = state === undefined || state.apis.length === 0;
  if (JSON.stringify(newState.apis) === JSON.stringify(state?.apis)) return;
  state = newState;
  setOptions(byId('via'), [
    ...state.apis.map(({ name, url }, index) => [String(index), `${name}, ${url}`]),
    ['gateway', `API-key gateway, ${state.url}`],
  ]);
  if (isFirst) byId('via').selectedIndex = 0;
  showRoutes();
  showCredentials();
}

function showRoutes() {
  const routes = selectedRoutes();
  setOptions(byId('route'), [
    ...routes.map(({ method, path, authorizer }, index) => [
      String(index),
      `${path === '$default' ? path : `${method} ${path}`}${authorizer ? '' : ' (public)'}`,
    ]),
    [otherPath, 'Another path'],
  ]);
  const protectedRoute = routes.findIndex(({ authorizer }) => authorizer !== undefined);
  byId('route').selectedIndex = Math.max(protectedRoute, 0);
  showRoute();
}

function showCredentials() {
  const apiKeys = state.apiKeys.map(({ key, consumer }) => [key, `API key of ${consumer}`]);
  const choices =
    byId('via').value === 'gateway'
      ? [...apiKeys, ['WRONG_API_KEY', 'Unknown API key']]
      : [['token', 'Bearer token from above']];
  setOptions(byId('credential'), [...choices, ['', 'None']]);
}

/** Fills in the method and path of the selected route; a parameter's value is its name. */
function showRoute() {
  const route = selectedRoutes()[byId('route').value];
  if (route === undefined) return;
  byId('method').value = ['ANY', '*'].includes(route.method) ? 'GET' : route.method;
  byId('path').value =
    route.path === '$default' ? '/' : route.path.replace(/\{([^}+]+)\+?\}/g, '$1');
}

function selectedRoutes() {
  const via = byId('via').value;
  return state.apis[via === 'gateway' ? 0 : Number(via)]?.routes ?? [];
}

function callFromForm() {
  const via = byId('via').value;
  const credential = byId('credential').value;
  const bearer = credential === 'token' ? byId('token').value.trim() : credential;
  return {
    via: via === 'gateway' ? via : Number(via),
    method: byId('method').value,
    path: byId('path').value,
    ...(bearer !== '' && { authorization: `Bearer ${bearer}` }),
    body: byId('body').value,
  };
}
