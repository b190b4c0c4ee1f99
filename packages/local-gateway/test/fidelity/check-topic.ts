import { it } from 'vitest';
import type { Served } from '../served.ts';
import { checkRow } from './check-row.ts';
import { type Topic, testTitle } from './row.ts';

/** Defines a test for each row of a topic that does not wait for a timeout. */
export function checkTopic({ rows }: Topic, { assembly, log }: Served, apiIndex = 0): void {
  const fast = rows.filter(({ slow }) => slow !== true);
  it.each(fast.map((row) => [testTitle(row), row] as const))('%s', async (_, row) => {
    await checkRow(row, `${assembly().apis[apiIndex]?.url}`, log);
  });
}
