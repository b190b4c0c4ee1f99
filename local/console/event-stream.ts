import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal } from './journal.ts';
import { summaryOf } from './summary.ts';

const intervalMilliseconds = 100;

/** After which a browser reconnects; its own default is some seconds. */
const retryMilliseconds = 1000;

/**
 * Creates the handler of the server-sent events that update the page: `state`, and `requests`, a list
 * of new and changed requests. It sends everything at first, then changes at most ten times a second.
 *
 * @see WHATWG HTML, "Server-sent events"
 */
export function createEventStream(journal: Journal, state: () => object) {
  return (_: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('content-type', 'text/event-stream').writeHead(200);
    response.write(`retry: ${retryMilliseconds}\n\n`);
    const send = (name: string, data: string) =>
      response.write(`event: ${name}\ndata: ${data}\n\n`);
    let sentVersions = new Map<number, number>();
    let sentState = '';
    const sendChanges = () => {
      // A slow page gets the changes later.
      if (response.writableNeedDrain) return;
      const summaries = journal.entries().map(summaryOf);
      const changed = summaries.filter(
        ({ number, version }) => sentVersions.get(number) !== version,
      );
      const newState = JSON.stringify(state());
      if (newState !== sentState) send('state', newState);
      if (changed.length > 0) send('requests', JSON.stringify(changed));
      sentVersions = new Map(summaries.map(({ number, version }) => [number, version]));
      sentState = newState;
    };
    sendChanges();
    const timer = setInterval(sendChanges, intervalMilliseconds);
    response.on('close', () => clearInterval(timer));
  };
}
