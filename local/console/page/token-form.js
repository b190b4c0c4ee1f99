import { decodedToken, tokenInWords } from './decoded-token.js';
import { byId, setOptions } from './element.js';
import { ask, attempt } from './server.js';
import { tokenKinds } from './token-kinds.js';

/**
 * Brings the token's form to life.
 *
 * @param {() => Promise<void>} send sends the request that is set up
 */
export function startTokenForm(send) {
  const kind = byId('kind');
  const token = byId('token');
  setOptions(
    kind,
    Object.entries(tokenKinds).map(([id, { label }]) => [id, label]),
  );
  const explain = () => {
    byId('kind-hint').textContent = tokenKinds[kind.value].hint;
  };
  const describe = () => {
    const decoded = decodedToken(token.value);
    byId('token-words').textContent =
      token.value.trim() === ''
        ? 'None yet. Mint one, or paste one.'
        : decoded === undefined
          ? 'This is no JWT.'
          : tokenInWords(decoded, Date.now());
  };
  const mint = async () => {
    token.value = (await (await ask('POST /__local/token', wanted())).text()).trim();
    describe();
  };
  explain();
  kind.addEventListener('change', explain);
  token.addEventListener('input', describe);
  setInterval(describe, 1000);
  byId('token-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(byId('token-error'), mint);
  });
  byId('mint-and-send').addEventListener('click', () => {
    if (!byId('token-form').reportValidity()) return;
    void attempt(byId('token-error'), async () => {
      await mint();
      await send();
    });
  });
}

/** What the form asks for, as `/__local/token` takes it. */
function wanted() {
  const typ = byId('typ').value;
  const options = {
    sub: byId('subject').value,
    audience: byId('audience').value,
    expiresIn: Number(byId('lifetime').value),
    algorithm: byId('algorithm').value,
    kid: byId('kid').checked,
    ...(typ !== '' && { typ }),
    claims: moreClaims(byId('claims').value),
  };
  return tokenKinds[byId('kind').value].change(options, Math.floor(Date.now() / 1000));
}

/**
 * @param {string} text
 * @throws {Error} when it is no JSON object
 */
function moreClaims(text) {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('More claims must be a JSON object, such as {"scope": "read"}.');
  }
}
