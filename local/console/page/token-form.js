import { decodeToken, tokenSummary } from './decoded-token.js';
import { byId, setOptions } from './element.js';
import { send, showErrors } from './server.js';
import { tokenKinds } from './token-kinds.js';

/**
 * Connects the token form.
 *
 * @param {() => Promise<void>} sendRequest sends the request of the request form
 */
export function startTokenForm(sendRequest) {
  const token = byId('token');
  const showSummary = () => {
    const decoded = decodeToken(token.value);
    byId('token-summary').textContent =
      token.value.trim() === ''
        ? 'Create a token, or paste one.'
        : decoded === undefined
          ? 'Not a JWT.'
          : tokenSummary(decoded, Date.now());
  };
  const createToken = async () => {
    token.value = (await (await send('POST /__local/token', tokenOptions())).text()).trim();
    showSummary();
  };
  setOptions(
    byId('kind'),
    Object.keys(tokenKinds).map((label) => [label, label]),
  );
  token.addEventListener('input', showSummary);
  setInterval(showSummary, 1000);
  byId('token-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void showErrors(byId('token-error'), createToken);
  });
  byId('create-and-send').addEventListener('click', () => {
    if (!byId('token-form').reportValidity()) return;
    void showErrors(byId('token-error'), async () => {
      await createToken();
      await sendRequest();
    });
  });
}

/** Returns the form's values as `/__local/token` takes them. */
function tokenOptions() {
  const options = {
    sub: byId('subject').value,
    expiresIn: Number(byId('lifetime').value),
    algorithm: byId('algorithm').value,
    claims: additionalClaims(byId('claims').value),
  };
  return tokenKinds[byId('kind').value](options, Math.floor(Date.now() / 1000));
}

/**
 * @param {string} json
 * @throws {Error} if it is not JSON
 */
function additionalClaims(json) {
  if (json.trim() === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('Additional claims must be a JSON object, such as {"scope": "orders:read"}.');
  }
}
