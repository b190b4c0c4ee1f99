import { byId, element, setText } from './element.js';
import { send, showErrors } from './server.js';

const modes = {
  ok: 'Responds with the JWKS',
  empty: 'Responds with an empty JWKS',
  error: 'Responds with 500',
  disconnect: 'Closes the connection',
  timeout: 'Does not respond',
};

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
  byId('rotate').addEventListener('click', () => control({ rotate: true }));
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
  byId('endpoint').querySelector(`[value=${state.endpoint}]`).checked = true;
  const names = state.keys.map(({ alg, kid }) => `${alg} ${kid.slice(0, 8)}…`).join(', ');
  setText(byId('keys'), `Signing key: ${names}`);
  setText(byId('issuer'), state.issuer);
}
