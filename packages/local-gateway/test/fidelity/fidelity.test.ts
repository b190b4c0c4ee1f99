import { describe, it } from 'vitest';
import { served } from '../served.ts';
import { checkRow } from './check-row.ts';
import { topics } from './topics.ts';

describe.each(topics)('$title', ({ stack, rows }) => {
  const api = served(stack);
  it.each(
    rows
      .filter(({ slow }) => slow !== true)
      .map(
        (row) => [row.variant ? `${row.behavior} (${row.variant})` : row.behavior, row] as const,
      ),
  )('%s', async (_, row) => {
    await checkRow(row, api);
  });
});
