import { describe, it } from 'vitest';
import { serveAssembly } from '../../src/serve-assembly.ts';
import { removeAssembly, writeAssembly } from '../assembly-folder.ts';
import { served } from '../served.ts';
import { checkRow } from './check-row.ts';
import type { FidelityRow, Theme } from './fidelity-row.ts';
import { themes } from './themes.ts';

// Rows that take seconds of waiting begin at once, beside all others, and are looked at in the end.
const slow = themes.flatMap((theme) =>
  theme.rows.filter((row) => row.slow === true).map((row) => ({ row, outcome: begin(theme, row) })),
);

describe.each(themes)('$title', ({ stack, rows }) => {
  const api = served(stack);
  it.each(
    rows
      .filter((row) => row.slow !== true)
      .map((row) => [row.behaviour, row.request.slice(0, 80), row] as const),
  )('%s (%s)', async (_, __, row) => {
    await checkRow(row, api);
  });
});

describe('what takes seconds', () => {
  it.each(slow.map(({ row, outcome }) => [row.behaviour, outcome] as const))(
    '%s',
    async (_, outcome) => {
      const error = await outcome;
      if (error !== undefined) throw error;
    },
  );
});

/** Serves a stack for one row alone; gives the error, if it is not as it must be. */
async function begin({ stack }: Theme, row: FidelityRow): Promise<unknown> {
  const folder = writeAssembly(stack);
  const log: string[] = [];
  const assembly = await serveAssembly({ folder, port: 0, log: (line) => log.push(line) });
  try {
    await checkRow(row, { log, assembly: () => assembly });
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await assembly.close();
    removeAssembly(folder);
  }
}
