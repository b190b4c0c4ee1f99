import { claimText, decodeToken, tokenSummary } from './decoded-token.js';
import { byId, setOptions, setText } from './element.js';
import { dropNewToken, isNewTokenOld, newToken } from './new-token.js';
import { noToken, pastedToken, tokenKinds } from './token-kinds.js';
import { facts } from './trace-step.js';

/** The token that will be sent. @type {string | undefined} */
let shown;

/**
 * Connects the fields of the token.
 *
 * @param {() => void} onOld called when a fresh token must replace the shown one
 */
export function startTokenForm(onOld) {
  const kinds = [...Object.keys(tokenKinds), pastedToken, noToken];
  setOptions(
    byId('kind'),
    kinds.map((kind) => [kind, kind]),
  );
  byId('kind').addEventListener('input', showFields);
  // Before the request form's own listener, which asks for the token.
  byId('token-fields').addEventListener('input', dropNewToken);
  setInterval(() => {
    const isShown = usesNewToken() && !byId('token-fields').hidden;
    if (isShown && isNewTokenOld()) onOld();
    else showSummary();
  }, 1000);
}

const usesNewToken = () => Object.hasOwn(tokenKinds, byId('kind').value);

function showFields() {
  const kind = byId('kind').value;
  byId('new-token-fields').hidden = !usesNewToken();
  byId('new-token-fields').disabled = !usesNewToken();
  byId('token-details').hidden = kind === noToken;
  byId('token').readOnly = kind !== pastedToken;
  if (kind === pastedToken) byId('token-details').open = true;
}

/**
 * Returns the token to send; undefined for none.
 *
 * @returns {Promise<string | undefined>}
 * @throws {Error} with a message to show, if there is no token
 */
export async function tokenToSend() {
  if (byId('kind').value === noToken) return undefined;
  if (usesNewToken()) return await newToken();
  const pasted = byId('token').value.trim();
  if (pasted === '') throw new Error(`Paste a token, or choose “${noToken}”.`);
  return pasted;
}

/**
 * Shows the token that will be sent.
 *
 * @param {string | undefined} token undefined for none
 */
export function showToken(token) {
  shown = token;
  const claims = Object.entries(decodeToken(token ?? '')?.claims ?? {});
  const pairs = claims.map(([name, value]) => [name, claimText(name, value, Date.now())]);
  byId('token-claims').replaceChildren(...(pairs.length > 0 ? [facts('Claims', pairs)] : []));
  if (usesNewToken() && token !== undefined) byId('token').value = token;
  showSummary();
}

function showSummary() {
  if (shown === undefined) return;
  const decoded = decodeToken(shown);
  const summary = decoded === undefined ? 'not a JWT' : tokenSummary(decoded, Date.now());
  setText(byId('preview-note'), `Token: ${summary}`);
}
