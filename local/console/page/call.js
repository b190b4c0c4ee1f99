import { parseHeaders } from './custom-headers.js';
import { destination, sendsToStandIn } from './destination.js';
import { byId } from './element.js';
import { tokenToSend } from './token-form.js';

/**
 * @typedef {object} Call a request to send
 * @property {string | number} via
 * @property {string} url of the server, without a trailing slash
 * @property {string} method
 * @property {string} path
 * @property {readonly (readonly [name: string, value: string])[]} headers
 * @property {string} body
 * @property {string | undefined} token
 */

/**
 * Returns the request of the form. What is shown, sent and copied is this.
 *
 * @returns {Promise<Call>}
 * @throws {Error} with a message to show, for invalid fields
 */
export async function callFromForm() {
  const target = destination();
  const token = sendsToStandIn() ? undefined : await tokenToSend();
  const credential = sendsToStandIn() ? byId('api-key').value : (token ?? '');
  const body = byId('body').value;
  const custom = parseHeaders(byId('headers').value);
  if (credential !== '' && custom.some(([name]) => name.toLowerCase() === 'authorization'))
    throw new Error(
      `Headers has an Authorization: remove it, or choose “No ${sendsToStandIn() ? 'API key' : 'token'}”.`,
    );
  const defaults = [
    ['Accept', '*/*'],
    ['User-Agent', 'local-console'],
    ...(body === '' ? [] : [['Content-Type', 'application/json']]),
  ].filter(([name]) => !custom.some(([other]) => other.toLowerCase() === name.toLowerCase()));
  const authorization = credential === '' ? [] : [['Authorization', `Bearer ${credential}`]];
  return {
    ...target,
    method: byId('method').value,
    path: byId('path').value,
    headers: [...defaults, ...authorization, ...custom],
    body,
    token,
  };
}
