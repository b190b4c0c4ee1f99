import { expect, test } from 'vitest';
import { templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

/**
 * The whole template as a reviewer reads it in a diff, with all that changes with the functions' code
 * put aside: assets, and what is named after them.
 */
function legibleTemplate(context: Record<string, unknown>): string {
  const { Parameters: _, Rules: __, ...template } = templateOf(context).toJSON();
  return `${JSON.stringify(template, null, 2)
    .replaceAll(/[0-9a-f]{64}/g, '<asset>')
    .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>')}\n`;
}

test.each(deployments)('the template of %s is the one that was reviewed', async (name, context) => {
  await expect(legibleTemplate(context)).toMatchFileSnapshot(`templates/${name}.json`);
});
