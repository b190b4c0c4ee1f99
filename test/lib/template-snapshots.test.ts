import { describe, expect, test } from 'vitest';
import { apiTypes, templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';
import { templateTexts } from './template-text.ts';

const hint = '(after a change: npx vitest run test/lib/template-snapshots -u)';

function textsOf(name: string): readonly string[] {
  const [, context] = deployments.find(([one]) => one === name) ?? [];
  return templateTexts(templateOf(context).toJSON());
}

// The smallest and the largest stack of each API type; a stage in between has no resources of its own.
describe.each(apiTypes)('the template of the %s stack', (api) => {
  const dev = textsOf(`${api}-dev`);

  test(`in dev is the one that was reviewed ${hint}`, async () => {
    await expect(fileText(dev)).toMatchFileSnapshot(`templates/${api}-dev.txt`);
  });

  test(`with every setting adds and changes what was reviewed ${hint}`, async () => {
    const changed = textsOf(`${api}-everything`).filter((text) => !dev.includes(text));
    await expect(fileText(changed)).toMatchFileSnapshot(`templates/${api}-everything.txt`);
  });
});

function fileText(texts: readonly string[]): string {
  return `${texts.join('\n\n')}\n`;
}
