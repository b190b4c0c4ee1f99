import { callFromForm } from './call.js';
import { curlCommand } from './curl-command.js';
import { startDestination } from './destination.js';
import { byId, setText } from './element.js';
import { showPreview } from './preview.js';
import { send, showErrors } from './server.js';
import { startTokenForm } from './token-form.js';
import { clearTrace } from './trace.js';

/** The number of the last preview; earlier ones that are ready later are not shown. */
let latest = 0;

/**
 * Connects the request form.
 *
 * @param {(response: {status: number, number?: number}) => Promise<void>} onResponse
 */
export function startRequestForm(onResponse) {
  startDestination();
  startTokenForm(() => void updatePreview());
  const form = byId('request-form');
  form.addEventListener('input', () => {
    setText(byId('copied'), '');
    void updatePreview();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void showErrors(byId('request-error'), () => showSending(() => sendRequest(onResponse)));
  });
  byId('copy').addEventListener('click', () => {
    if (form.reportValidity()) void showErrors(byId('request-error'), copyAsCurl);
  });
}

/** Shows what the form sends, or why it cannot be sent. */
export async function updatePreview() {
  latest += 1;
  const current = latest;
  let problem = '';
  const call = await callFromForm().catch((error) => {
    problem = error.message;
    return undefined;
  });
  if (current !== latest) return;
  showPreview(call);
  setText(byId('request-error'), problem);
}

/** @param {(response: {status: number, number?: number}) => Promise<void>} onResponse */
async function sendRequest(onResponse) {
  const call = await callFromForm();
  showPreview(call);
  const { via, method, path, headers, body } = call;
  setText(byId('outcome'), `Sending ${method} ${path} …`);
  const sent = send('POST /__local/call', { via, method, path, headers, body });
  const response = await sent.catch((error) => {
    clearTrace('No response.');
    throw error;
  });
  await onResponse(await response.json());
}

async function copyAsCurl() {
  const call = await callFromForm();
  showPreview(call);
  await navigator.clipboard.writeText(curlCommand(call));
  setText(byId('copied'), 'Copied.');
}

/**
 * Disables the button during an action, and marks the shown trace as outdated.
 *
 * @param {() => Promise<void>} action
 */
async function showSending(action) {
  const button = byId('send');
  const hadFocus = document.activeElement === button;
  button.disabled = true;
  button.textContent = 'Sending…';
  byId('trace-section').ariaBusy = 'true';
  try {
    await action();
  } finally {
    byId('trace-section').ariaBusy = 'false';
    button.textContent = 'Send';
    button.disabled = false;
    // A disabled button loses the focus.
    if (hadFocus && document.activeElement === document.body) button.focus({ preventScroll: true });
  }
}
