/**
 * Asks the console's server.
 *
 * @param {string} target `POST /__local/call`
 * @param {unknown} [body] sent as JSON
 * @returns {Promise<Response>}
 * @throws {Error} with a sentence to show when it answers with an error, or not at all
 */
export async function ask(target, body) {
  const [method, path] = target.split(' ');
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(path, { method, ...init }).catch(() => {
    throw new Error('The stand-in does not answer: is npm start still running?');
  });
  if (!answer.ok) throw new Error(problemIn(await answer.text()));
  return answer;
}

/** @param {string} text */
function problemIn(text) {
  try {
    return JSON.parse(text).problem;
  } catch {
    return text.trim();
  }
}

/**
 * Does something and shows in a place on the page why it cannot be done.
 *
 * @param {HTMLElement} place
 * @param {() => Promise<void>} action
 */
export async function attempt(place, action) {
  place.textContent = '';
  try {
    await action();
  } catch (error) {
    place.textContent = error.message;
  }
}
