import { byId, setText } from './element.js';

const retryMilliseconds = 2000;

/**
 * Listens to the server's events, and shows whether the connection is lost.
 *
 * @param {object} handlers
 * @param {() => void} handlers.open the server sends everything again
 * @param {(data: any) => void} handlers.state
 * @param {(data: any) => void} handlers.requests
 */
export function listen(handlers) {
  const events = new EventSource('/__local/events');
  events.addEventListener('open', () => {
    setText(byId('connection'), '');
    handlers.open();
  });
  events.addEventListener('state', ({ data }) => handlers.state(JSON.parse(data)));
  events.addEventListener('requests', ({ data }) => handlers.requests(JSON.parse(data)));
  events.addEventListener('error', () => {
    setText(
      byId('connection'),
      'Connection to the Zuplo stand-in lost. Is npm start still running? Reconnecting …',
    );
    // The browser reconnects, except after an error response.
    if (events.readyState === EventSource.CLOSED)
      setTimeout(() => listen(handlers), retryMilliseconds);
  });
}
