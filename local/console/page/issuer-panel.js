import { byId, element } from './element.js';
import { send, showErrors } from './server.js';

const modes = {
  answering: 'Responds',
  stopped: 'Closes the connection',
  hanging: 'Does not respond',
  failing: 'Responds with 500',
};

let withdrawn = false;

/**
 * Connects the issuer's controls.
 *
 * @param {(state: any) => void} onChange
 */
export function startIssuerPanel(onChange) {
  const control = (/** @type {object} */ command) =>
    void showErrors(byId('issuer-error'), async () => {
      onChange(await (await send('POST /__local/issuer', command)).json());
    });
  byId('rotate').addEventListener('click', () => control({ keys: 'rotate' }));
  byId('withdraw').addEventListener('click', () =>
    control({ keys: withdrawn ? 'publish' : 'withdraw' }),
  );
  byId('endpoint').append(
    ...Object.entries(modes).map(([value, label]) =>
      element(
        'label.choice',
        {},
        element('input', { type: 'radio', name: 'endpoint', value }),
        label,
      ),
    ),
  );
  byId('endpoint').addEventListener('change', (/** @type {any} */ event) =>
    control({ endpoint: event.target.value }),
  );
}

/** @param {any} state */
export function showIssuer(state) {
  withdrawn = state.withdrawn;
  byId('withdraw').textContent = withdrawn ? 'Publish key again' : 'Withdraw key';
  byId('endpoint').querySelector(`[value=${state.endpoint}]`).checked = true;
  const names = state.keys.map(({ alg, kid }) => `${alg} ${kid.slice(0, 8)}…`).join(', ');
  const status = withdrawn ? 'No key is published.' : `Published: ${names}`;
  // Screen readers announce each assignment.
  if (byId('keys').textContent !== status) byId('keys').textContent = status;
}
