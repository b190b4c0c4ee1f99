import { expect, test } from 'vitest';
import { templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

/** Returns the template without what changes with the functions' code: asset hashes and version ids. */
function withoutHashes(context: Record<string, unknown>): string {
  const { Parameters: _, Rules: __, ...template } = templateOf(context).toJSON();
  return `${JSON.stringify(template, null, 2)
    .replaceAll(/[0-9a-f]{64}/g, '<asset>')
    .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>')}\n`;
}

// The smallest and the largest stack of each API type; a stage in between has no resources of its own.
test.each(deployments.filter(([name]) => !name.endsWith('prod')))(
  'the template of %s is the one that was reviewed (after a change: npx vitest run -u test/lib/template-snapshots)',
  async (name, context) => {
    await expect(withoutHashes(context)).toMatchFileSnapshot(`templates/${name}.json`);
  },
);
