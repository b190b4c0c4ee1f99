/**
 * Sends a request to the console's server.
 *
 * @param {string} target `POST /__local/call`
 * @param {unknown} [body] sent as JSON
 * @returns {Promise<Response>}
 * @throws {Error} with a message to show, for an error response and when there is none
 */
export async function send(target, body) {
  const [method, path] = target.split(' ');
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(path, { method, ...init }).catch(() => {
    throw new Error('No response from the Zuplo stand-in. Is npm start still running?');
  });
  if (!response.ok) throw new Error(errorMessage(await response.text()));
  return response;
}

/** @param {string} text */
function errorMessage(text) {
  try {
    return JSON.parse(text).problem;
  } catch {
    return text.trim();
  }
}

/**
 * Runs an action and shows its error message, if any, in an element.
 *
 * @param {HTMLElement} place
 * @param {() => Promise<void>} action
 */
export async function showErrors(place, action) {
  place.textContent = '';
  try {
    await action();
  } catch (error) {
    place.textContent = error.message;
  }
}
