import { byId, setOptions } from './element.js';

const standIn = 'zuplo';
const otherPath = 'other';
const unknownApiKey = 'UNKNOWN_API_KEY';

/** @type {any} */
let state;

/** Connects the fields that say where to send the request. */
export function startDestination() {
  byId('via').addEventListener('input', showDestination);
  byId('route').addEventListener('input', showRoute);
  for (const id of ['method', 'path'])
    byId(id).addEventListener('input', () => {
      byId('route').value = otherPath;
    });
}

/**
 * Shows the served APIs, their routes and the API keys in the form.
 *
 * @param {any} newState
 */
export function showApis(newState) {
  const shown = ({ apis, apiKeys, url } = {}) => JSON.stringify([apis, apiKeys, url]);
  const isFirst = state === undefined || state.apis.length === 0;
  const isSame = shown(newState) === shown(state);
  state = newState;
  if (isSame) return;
  setOptions(byId('via'), [
    ...state.apis.map(({ name, url }, index) => [String(index), `${name}, port ${portOf(url)}`]),
    [standIn, `Zuplo stand-in, port ${portOf(state.url)}`],
  ]);
  if (isFirst) byId('via').selectedIndex = 0;
  setOptions(byId('api-key'), [
    ...state.apiKeys.map(({ key, consumer }) => [key, `${key} (${consumer})`]),
    [unknownApiKey, `${unknownApiKey} (unknown)`],
    ['', 'No API key'],
  ]);
  showDestination();
}

const portOf = (/** @type {string} */ url) => new URL(url).port;

/** The Zuplo stand-in takes an API key, an API takes a token: never both. */
function showDestination() {
  byId('api-key-field').hidden = !sendsToStandIn();
  byId('token-fields').hidden = sendsToStandIn();
  showRoutes();
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

/** Fills in the method and path of the selected route; a parameter's value is its name. */
function showRoute() {
  const route = selectedRoutes()[byId('route').value];
  if (route === undefined) return;
  byId('method').value = ['ANY', '*'].includes(route.method) ? 'GET' : route.method;
  byId('path').value =
    route.path === '$default' ? '/' : route.path.replace(/\{([^}+]+)\+?\}/g, '$1');
}

const selectedRoutes = () => state.apis[sendsToStandIn() ? 0 : byId('via').value]?.routes ?? [];

/** Tells whether the request goes to the Zuplo stand-in, with an API key instead of a token. */
export const sendsToStandIn = () => byId('via').value === standIn;

/** Returns the selected server as `/__local/call` takes it, and its URL. */
export function destination() {
  if (sendsToStandIn()) return { via: standIn, url: state.url };
  const via = Number(byId('via').value);
  return { via, url: state.apis[via].url };
}

/** Returns what the Zuplo stand-in does with the API key, in a sentence. */
export function apiKeyNote() {
  const consumer = state.apiKeys.find(({ key }) => key === byId('api-key').value)?.consumer;
  return consumer === undefined
    ? 'The Zuplo stand-in rejects this, unless the route is public.'
    : `The Zuplo stand-in replaces the API key with a token for ${consumer}.`;
}
