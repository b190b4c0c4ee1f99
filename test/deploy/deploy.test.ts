import { beforeAll, describe, expect, test } from 'vitest';
import { callRecord } from './call-record.ts';
import { type Rehearsal, refusalReason, rehearse } from './rehearsal.ts';
import { changedStacks, parametersOf, uploads } from './rehearsed-run.ts';
import { stackOutputs } from './stack-outputs.ts';
import { zipEntries } from './zip-entries.ts';

const flavours = ['http', 'rest'] as const;
const rehearsals = new Map<string, Rehearsal>();

// Both at once: eight runs of the CLI each, a minute of CPU time in all.
beforeAll(async () => {
  await Promise.all(flavours.map(async (api) => rehearsals.set(api, await rehearse(api))));
}, 600_000);

describe.each(apiTypes)('a deploy with api=%s, rehearsed', (api) => {
  let rehearsal: Rehearsal;
  beforeAll(() => {
    const found = rehearsals.get(api);
    if (found === undefined) throw new Error(`${api} was not rehearsed`);
    rehearsal = found;
  });

  test('is prepared by one command, which creates the bootstrap stack', () => {
    const { bootstrap } = rehearsal;
    expect(bootstrap.status, bootstrap.output).toBe(0);
    expect(changedStacks(bootstrap)).toEqual(['CDKToolkit']);
  });

  test('is one command that asks nothing, for nobody is there to answer', () => {
    const { firstDeploy, synthesized } = rehearsal;
    expect(firstDeploy.status, firstDeploy.output).toBe(0);
    expect(changedStacks(firstDeploy)).toEqual([synthesized.stack.name]);
  });

  test('calls AWS as first-deploy.calls.txt records it', async () => {
    const { firstDeploy, synthesized } = rehearsal;
    const record = callRecord(firstDeploy.calls, synthesized.stack.name);
    await expect(record).toMatchFileSnapshot('first-deploy.calls.txt');
  });

  test('prints every output of the stack, with the URL of the API', () => {
    const { firstDeploy, synthesized } = rehearsal;
    const { name, template } = synthesized.stack;
    const outputs = stackOutputs(name, JSON.stringify(template));
    for (const [id, value] of outputs)
      expect(firstDeploy.output).toContain(`ZuploJwtApi.${id} = ${value}\n`);
    expect(outputs.get('ApiUrl')).toMatch(/^https:\/\/\w+\.execute-api\.[\w-]+\.amazonaws\.com/);
    expect(outputs.get('ApiType')).toBe(api);
    expect(outputs.has('AuthorizerFunctionName')).toBe(true);
  });

  test('uploads the bundle of each function and the template, and nothing else', () => {
    const { firstDeploy, synthesized } = rehearsal;
    const { assets, template } = synthesized.stack;
    const uploaded = uploads(firstDeploy);
    expect(Array.from(uploaded.keys()).sort()).toEqual(Array.from(assets.keys()).sort());
    expect(Array.from(synthesized.bundles.keys()).sort()).toEqual(functionCode(template).sort());
    expect(uploaded.size).toBe(synthesized.bundles.size + 1);
  });

  test('uploads in each bundle the code and its source map, as bundled, and nothing else', () => {
    const { firstDeploy, synthesized } = rehearsal;
    const uploaded = uploads(firstDeploy);
    for (const [key, files] of synthesized.bundles) {
      const entries = zipEntries(uploaded.get(key) ?? Buffer.alloc(0));
      expect(Array.from(entries.keys()).sort()).toEqual(['index.mjs', 'index.mjs.map']);
      expect(entries).toEqual(files);
    }
  });

  test('gives CloudFormation the synthesized template, as an upload', () => {
    const { firstDeploy, synthesized } = rehearsal;
    const [changeSet] = parametersOf(firstDeploy, 'CreateChangeSet');
    const key = changeSet?.['TemplateURL']?.split('/').at(-1) ?? '';
    const given = JSON.parse(String(uploads(firstDeploy).get(key)));
    expect(given).toEqual(synthesized.stack.template);
  });

  test('permits CloudFormation what the CLI always permits', () => {
    const [changeSet = {}] = parametersOf(rehearsal.firstDeploy, 'CreateChangeSet');
    const capabilities = Object.entries(changeSet).filter(([name]) => name.startsWith('Capab'));
    expect(capabilities.map(([, capability]) => capability)).toEqual([
      'CAPABILITY_IAM',
      'CAPABILITY_NAMED_IAM',
      'CAPABILITY_AUTO_EXPAND',
    ]);
  });

  test('changes nothing when nothing has changed, and says so', () => {
    const { unchangedDeploy } = rehearsal;
    expect(unchangedDeploy.status, unchangedDeploy.output).toBe(0);
    expect(unchangedDeploy.output).toMatch(/✅ +ZuploJwtApi \S+ \(no changes\)/);
    expect(uploads(unchangedDeploy).size).toBe(0);
    expect(changedStacks(unchangedDeploy)).toEqual([]);
  });

  test('is shown beforehand by cdk diff: the function whose code has changed with its version and alias, and nothing else', () => {
    const { diffOfChange } = rehearsal;
    expect(diffOfChange.status, diffOfChange.output).toBe(0);
    const resources = diffOfChange.output.match(/^\[[-+~]\] AWS::.*$/gm);
    expect(resources).toEqual([
      // The old version stays for an alias that must be put back.
      expect.stringMatching(/^\[-] AWS::Lambda::Version PublicHandler\/CurrentVersion .* orphan$/),
      expect.stringMatching(/^\[\+] AWS::Lambda::Version PublicHandler\/CurrentVersion /),
      expect.stringMatching(/^\[~] AWS::Lambda::Function PublicHandler /),
      expect.stringMatching(/^\[~] AWS::Lambda::Alias PublicHandler\/Aliaslive /),
    ]);
    expect(diffOfChange.output).toContain('Number of stacks with differences: 1');
    expect(changedStacks(diffOfChange)).toEqual([]);
  });

  test('uploads of changed code that function alone', () => {
    const { refusedDeploy, synthesized } = rehearsal;
    const [key = '', ...others] = Array.from(uploads(refusedDeploy).keys());
    expect(others).toEqual([]);
    expect(synthesized.bundles.has(key)).toBe(false);
    const code = zipEntries(uploads(refusedDeploy).get(key) ?? Buffer.alloc(0)).get('index.mjs');
    expect(String(code)).toContain('console.log("changed")');
  });

  test('that CloudFormation refuses ends with status 1 and the reason', () => {
    const { refusedDeploy } = rehearsal;
    expect(refusedDeploy.status, refusedDeploy.output).toBe(1);
    expect(refusedDeploy.output).toContain(refusalReason);
  });

  test('can be repeated after it was refused, without another upload', () => {
    const { changedDeploy, synthesized } = rehearsal;
    expect(changedDeploy.status, changedDeploy.output).toBe(0);
    expect(uploads(changedDeploy).size).toBe(0);
    expect(changedStacks(changedDeploy)).toEqual([synthesized.stack.name]);
  });

  test('leaves no difference to its code', () => {
    const { diffAfterwards } = rehearsal;
    expect(diffAfterwards.status, diffAfterwards.output).toBe(0);
    expect(diffAfterwards.output).toContain('There were no differences');
    expect(diffAfterwards.output).toContain('Number of stacks with differences: 0');
  });

  test('is undone by cdk destroy', () => {
    const { destroy } = rehearsal;
    expect(destroy.status, destroy.output).toBe(0);
    expect(destroy.output).toMatch(/✅ +ZuploJwtApi \S+: destroyed/);
    expect(parametersOf(destroy, 'DeleteStack')).toHaveLength(1);
  });

  test('asks nothing of AWS that the rehearsal does not know, and nothing of anyone else', () => {
    expect(rehearsal.unanswered).toEqual([]);
    expect(rehearsal.strays).toBe('');
  });

  test('uses the credentials that it is given', () => {
    const accessKeys = rehearsal.calls.map(({ accessKey }) => accessKey);
    expect(Array.from(new Set(accessKeys))).toEqual(['rehearsal', 'rehearsal-role']);
  });
});

/** The object keys of the code of all functions in a template. */
function functionCode(template: object): string[] {
  return Array.from(JSON.stringify(template).matchAll(/"S3Key":"([^"]+)"/g), ([, key = '']) => key);
}
