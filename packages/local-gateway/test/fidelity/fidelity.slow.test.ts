import { it } from 'vitest';
import { serveAssembly } from '../../src/serve-assembly.ts';
import { removeAssembly, writeAssembly } from '../assembly-folder.ts';
import { checkRow } from './check-row.ts';
import { sharedStack } from './fixture-stack.ts';
import { testTitle } from './row.ts';
import { topics } from './topics.ts';

const slowRows = topics.flatMap(({ title, stack, api = {}, rows }) =>
  rows
    .filter(({ slow }) => slow === true)
    .map((row) => [`${title}: ${testTitle(row)}`, row, stack ?? sharedStack([api])] as const),
);

// Each row has its own server, so that they wait for their timeouts side by side.
it.concurrent.each(slowRows)('%s', async (_, row, stack) => {
  const folder = writeAssembly(stack);
  const log: string[] = [];
  const assembly = await serveAssembly({ folder, port: 0, log: (line) => log.push(line) });
  try {
    await checkRow(row, `${assembly.apis[0]?.url}`, log);
  } finally {
    await assembly.close();
    removeAssembly(folder);
  }
});
