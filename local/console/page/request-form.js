import { byId, setOptions } from './element.js';
import { ask, attempt } from './server.js';

const anotherPath = 'another';

/** @type {any} */
let state;

/**
 * Brings the request's form to life.
 *
 * @param {(answer: {status: number, number?: number}) => void} answered
 * @returns sends the request that is set up
 */
export function startRequestForm(answered) {
  const send = async () => {
    const call = await ask('POST /__local/call', wanted());
    answered(await call.json());
  };
  byId('via').addEventListener('change', () => {
    offerRoutes();
    offerCredentials();
  });
  byId('route').addEventListener('change', fillIn);
  for (const id of ['method', 'path'])
    byId(id).addEventListener('input', () => {
      byId('route').value = anotherPath;
    });
  byId('request-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(byId('request-error'), send);
  });
  return async () => {
    if (byId('request-form').reportValidity()) await send();
  };
}

/**
 * Offers what is served.
 *
 * @param {any} news
 */
export function offerRequests(news) {
  const isFirst = state === undefined || state.apis.length === 0;
  if (JSON.stringify(news.apis) === JSON.stringify(state?.apis)) return;
  state = news;
  setOptions(byId('via'), [
    ...state.apis.map(({ name, url }, index) => [
      String(index),
      state.apis.length > 1 ? `${name}, ${url}` : `The API, ${url}`,
    ]),
    ['gateway', `The API-key gateway, ${state.url}`],
  ]);
  if (isFirst) byId('via').selectedIndex = 0;
  offerRoutes();
  offerCredentials();
}

function offerRoutes() {
  const routes = routesOf(byId('via').value);
  const select = byId('route');
  setOptions(select, [
    ...routes.map(({ method, path, authorizer }, index) => [
      String(index),
      `${path === '$default' ? path : `${method} ${path}`}${authorizer ? '' : ', public'}`,
    ]),
    [anotherPath, 'Another path'],
  ]);
  const guarded = routes.findIndex(({ authorizer }) => authorizer !== undefined);
  select.selectedIndex = Math.max(guarded, 0);
  fillIn();
}

function offerCredentials() {
  const throughGateway = byId('via').value === 'gateway';
  const keys = state.apiKeys.map(({ key, consumer }) => [key, `API key of ${consumer}`]);
  const choices = throughGateway
    ? [...keys, ['WRONG_API_KEY', 'A wrong API key'], ['', 'None']]
    : [
        ['token', 'Bearer, with the token above'],
        ['', 'None'],
      ];
  setOptions(byId('credential'), choices);
  byId('credential-hint').textContent = throughGateway
    ? 'The gateway signs a token of its own; the one above stays here.'
    : '';
}

/** The chosen route's method and path, its parameters filled with their own names. */
function fillIn() {
  const route = routesOf(byId('via').value)[byId('route').value];
  if (route === undefined) return;
  byId('method').value = ['ANY', '*'].includes(route.method) ? 'GET' : route.method;
  byId('path').value =
    route.path === '$default' ? '/' : route.path.replace(/\{([^}+]+)\+?\}/g, '$1');
}

/** @param {string} via */
function routesOf(via) {
  return state.apis[via === 'gateway' ? 0 : Number(via)]?.routes ?? [];
}

function wanted() {
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
