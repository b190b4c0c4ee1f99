import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal } from './journal.ts';
import { summaryOf } from './summary.ts';

/** How often the page is told what is new. */
const intervalMilliseconds = 100;

/**
 * Gives the handler of the server-sent events that keep a page up to date: `requests` and `lines`,
 * each a list of those that are new or have changed, and `state`. Everything is told at first, and
 * then ten times a second at most, whatever the load.
 *
 * @see WHATWG HTML, "Server-sent events"
 */
export function createEventStream(journal: Journal, state: () => object) {
  return (_: IncomingMessage, response: ServerResponse): void => {
    response.setHeader('content-type', 'text/event-stream').writeHead(200);
    const told = { requests: new Map<number, number>(), line: 0, state: '' };
    const tell = (name: string, data: string) =>
      response.write(`event: ${name}\ndata: ${data}\n\n`);
    const tellNews = () => {
      // A page that does not keep up is told later: the journal holds no more than it shows.
      if (response.writableNeedDrain) return;
      const entries = journal.entries().map(summaryOf);
      const news = entries.filter(({ number, version }) => told.requests.get(number) !== version);
      const lines = journal.lines().filter(({ number }) => number > told.line);
      const now = JSON.stringify(state());
      told.requests = new Map(entries.map(({ number, version }) => [number, version]));
      told.line = lines.at(-1)?.number ?? told.line;
      if (now !== told.state) tell('state', now);
      if (news.length > 0) tell('requests', JSON.stringify(news));
      if (lines.length > 0) tell('lines', JSON.stringify(lines));
      told.state = now;
    };
    tellNews();
    const timer = setInterval(tellNews, intervalMilliseconds);
    response.on('close', () => clearInterval(timer));
  };
}
