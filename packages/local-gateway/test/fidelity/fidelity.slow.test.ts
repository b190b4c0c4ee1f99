import { it } from 'vitest';
import { serveAssembly } from '../../src/serve-assembly.ts';
import { removeAssembly, writeAssembly } from '../assembly-folder.ts';
import { checkRow } from './check-row.ts';
import { topics } from './topics.ts';

const slowRows = topics.flatMap(({ title, stack, rows }) =>
  rows.filter(({ slow }) => slow === true).map((row) => ({ ...row, title, stack, row })),
);

// Each row has its own server, so that they wait for their timeouts side by side.
it.concurrent.each(slowRows)('$title: $behavior', async ({ stack, row }) => {
  const folder = writeAssembly(stack);
  const log: string[] = [];
  const assembly = await serveAssembly({ folder, port: 0, log: (line) => log.push(line) });
  try {
    await checkRow(row, { log, assembly: () => assembly });
  } finally {
    await assembly.close();
    removeAssembly(folder);
  }
});
