import { byId } from './element.js';
import { send } from './server.js';
import { tokenKinds } from './token-kinds.js';

const maxAgeSeconds = 60;

/** The token for the form's values; undefined until one is needed. @type {Promise<string> | undefined} */
let token;

/** When a fresh token replaces it, in milliseconds since 1970. */
let renewAt = 0;

/** Drops the token, because the form's values or the signing key changed. */
export function dropNewToken() {
  token = undefined;
}

/** Tells whether the token is older than a minute, or than half of a shorter lifetime. */
export function isNewTokenOld() {
  return token !== undefined && Date.now() >= renewAt;
}

/**
 * Returns a token with the form's values: the same one, until it is dropped or old.
 *
 * @returns {Promise<string>}
 * @throws {Error} with a message to show, for invalid values
 */
export function newToken() {
  if (token === undefined || isNewTokenOld()) {
    const created = createToken();
    created.catch(() => {
      if (token === created) dropNewToken();
    });
    token = created;
  }
  return token;
}

async function createToken() {
  const lifetime = Number(byId('lifetime').value);
  const maxAge = lifetime > 0 ? Math.min(maxAgeSeconds, lifetime / 2) : maxAgeSeconds;
  renewAt = Date.now() + maxAge * 1000;
  return (await (await send('POST /__local/token', tokenOptions(lifetime))).text()).trim();
}

/**
 * Returns the form's values as `/__local/token` takes them.
 *
 * @param {number} expiresIn seconds
 */
function tokenOptions(expiresIn) {
  const scope = byId('scope').value.trim();
  const options = {
    sub: byId('subject').value,
    expiresIn,
    algorithm: byId('algorithm').value,
    claims: { ...(scope !== '' && { scope }), ...additionalClaims(byId('claims').value) },
  };
  return tokenKinds[byId('kind').value](options, Math.floor(Date.now() / 1000));
}

/**
 * @param {string} json
 * @throws {Error} if it is not a JSON object
 */
function additionalClaims(json) {
  if (json.trim() === '') return {};
  const message = 'Additional claims must be a JSON object, such as {"org": "example"}.';
  let claims;
  try {
    claims = JSON.parse(json);
  } catch {
    throw new Error(message);
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims))
    throw new Error(message);
  return claims;
}
