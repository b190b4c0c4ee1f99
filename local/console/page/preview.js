import { apiKeyNote, sendsToStandIn } from './destination.js';
import { byId, setText } from './element.js';
import { showToken } from './token-form.js';

/**
 * Shows what will be sent: the method, URL and headers, and what happens to the API key or which token it is.
 *
 * @param {import('./call.js').Call | undefined} call undefined if the form is invalid
 */
export function showPreview(call) {
  setText(byId('preview'), call === undefined ? '' : previewText(call));
  setText(byId('preview-note'), call !== undefined && sendsToStandIn() ? apiKeyNote() : '');
  showToken(call?.token);
}

/** @param {import('./call.js').Call} call */
function previewText({ method, url, path, headers, body, token }) {
  const all = [['Host', new URL(url).host], ...headers];
  if (body !== '' || ['POST', 'PUT', 'PATCH'].includes(method))
    all.push(['Content-Length', new TextEncoder().encode(body).length]);
  const lines = all.map(([name, value]) =>
    token !== undefined && value === `Bearer ${token}`
      ? `${name}: Bearer ${shortened(token)}`
      : `${name}: ${value}`,
  );
  return [`${method} ${url}${path}`, ...lines].join('\n');
}

/** @param {string} token */
function shortened(token) {
  return token.length > 20 ? `${token.slice(0, 9)}…${token.slice(-6)}` : token;
}
