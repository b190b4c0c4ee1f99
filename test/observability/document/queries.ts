import { logQueries } from '../../../lib/observability/log-queries.ts';
import { block } from './markdown.ts';

/** Gives the saved queries, each with the log that it is asked of and its text. */
export function savedQueries(): string {
  return Object.values(logQueries)
    .map(({ name, log, lines }) => {
      const asked = log === 'accessLog' ? 'the access log' : "the authorizer's log";
      return `**${name}**, of ${asked}:\n\n${block('', [lines.join('\n| ')])}`;
    })
    .join('\n\n');
}
