import { byId, element } from './element.js';
import { ask, attempt } from './server.js';

const modes = {
  answering: 'Answers',
  stopped: 'Is stopped: the connection breaks',
  hanging: 'Hangs: it never answers',
  failing: 'Fails: it answers 500',
};

let withdrawn = false;

/**
 * Brings the controls of the issuer to life.
 *
 * @param {(state: any) => void} changed
 */
export function startIssuerPanel(changed) {
  const steer = (/** @type {object} */ wish) =>
    void attempt(byId('issuer-error'), async () => {
      changed(await (await ask('POST /__local/issuer', wish)).json());
    });
  byId('rotate').addEventListener('click', () => steer({ keys: 'rotate' }));
  byId('withdraw').addEventListener('click', () =>
    steer({ keys: withdrawn ? 'publish' : 'withdraw' }),
  );
  byId('endpoint').append(
    ...Object.entries(modes).map(([mode, label]) =>
      element(
        'p.choice',
        {},
        element('input', { type: 'radio', name: 'endpoint', id: `endpoint-${mode}`, value: mode }),
        element('label', { for: `endpoint-${mode}` }, label),
      ),
    ),
  );
  byId('endpoint').addEventListener('change', (/** @type {any} */ event) =>
    steer({ endpoint: event.target.value }),
  );
}

/** @param {any} state */
export function showIssuer(state) {
  withdrawn = state.withdrawn;
  byId('withdraw').textContent = withdrawn ? 'Publish key again' : 'Withdraw key';
  byId(`endpoint-${state.endpoint}`).checked = true;
  const names = state.keys.map(({ alg, kid }) => `${alg} ${kid.slice(0, 8)}…`).join(', ');
  const words = withdrawn ? 'No key is published.' : `Published: ${names}`;
  // Said again only when it is news: the place is read aloud.
  if (byId('keys').textContent !== words) byId('keys').textContent = words;
}
