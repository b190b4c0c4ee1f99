import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { callRecord } from './call-record.ts';
import { type DeploymentScenario, failureReason, runScenario } from './deployment-scenario.ts';
import { changedStacks, parametersOf, uploads } from './recorded-run.ts';
import { stackOutputs } from './stack-outputs.ts';
import { usedPermissions } from './used-permissions.ts';
import { zipEntries } from './zip-entries.ts';

const pipeline = 'examples/github-actions/deploy.yml';
const scenarios = new Map<string, DeploymentScenario>();

// In parallel: eight runs of the CLI each, a minute of CPU time in total.
beforeAll(async () => {
  await Promise.all(apiTypes.map(async (api) => scenarios.set(api, await runScenario(api))));
}, 600_000);

describe.each(apiTypes)(
  'cdk deploy with api=%s, against an endpoint that records the calls of AWS',
  (api) => {
    let scenario: DeploymentScenario;
    beforeAll(() => {
      const found = scenarios.get(api);
      if (found === undefined) throw new Error(`there was no run with api=${api}`);
      scenario = found;
    });

    test('needs cdk bootstrap once, which creates the bootstrap stack', () => {
      const { bootstrap } = scenario;
      expect(bootstrap.status, bootstrap.output).toBe(0);
      expect(changedStacks(bootstrap)).toEqual(['CDKToolkit']);
    });

    test('needs no confirmation', () => {
      const { firstDeploy, synthesized } = scenario;
      expect(firstDeploy.status, firstDeploy.output).toBe(0);
      expect(changedStacks(firstDeploy)).toEqual([synthesized.stack.name]);
    });

    test('makes the calls of AWS in first-deploy.calls.txt', async () => {
      const { firstDeploy, synthesized } = scenario;
      const record = callRecord(firstDeploy.calls, synthesized.stack.name);
      await expect(record).toMatchFileSnapshot('first-deploy.calls.txt');
    });

    test('prints every output of the stack, including the URL of the API', () => {
      const { firstDeploy, synthesized } = scenario;
      const { name, template } = synthesized.stack;
      const outputs = stackOutputs(name, JSON.stringify(template));
      for (const [id, value] of outputs)
        expect(firstDeploy.output).toContain(`ZuploJwtApi.${id} = ${value}\n`);
      expect(outputs.get('ApiUrl')).toMatch(/^https:\/\/\w+\.execute-api\.[\w-]+\.amazonaws\.com/);
      expect(outputs.get('ApiType')).toBe(api);
      expect(outputs.has('AuthorizerFunctionName')).toBe(true);
    });

    test('writes the file from which the example pipeline reads the URL of the API', () => {
      const { firstDeploy, outputsFile } = scenario;
      const [, expression = ''] = /node -p "(.+)"/.exec(readFileSync(pipeline, 'utf8')) ?? [];
      const folder = mkdtempSync(join(tmpdir(), 'outputs-'));
      writeFileSync(join(folder, 'outputs.json'), outputsFile);
      const url = execFileSync(process.execPath, ['-p', expression], { cwd: folder });
      rmSync(folder, { recursive: true });
      expect(firstDeploy.output).toContain(`ZuploJwtApi.ApiUrl = ${url}`);
    });

    test('uploads the bundle of each function and the template, and nothing else', () => {
      const { firstDeploy, synthesized } = scenario;
      const { assets, template } = synthesized.stack;
      const uploaded = uploads(firstDeploy);
      expect(Array.from(uploaded.keys()).sort()).toEqual(Array.from(assets.keys()).sort());
      expect(Array.from(synthesized.bundles.keys()).sort()).toEqual(functionCode(template).sort());
      expect(uploaded.size).toBe(synthesized.bundles.size + 1);
    });

    test('uploads code and source map in each bundle, and nothing else', () => {
      const { firstDeploy, synthesized } = scenario;
      const uploaded = uploads(firstDeploy);
      for (const [key, files] of synthesized.bundles) {
        const entries = zipEntries(uploaded.get(key) ?? Buffer.alloc(0));
        expect(Array.from(entries.keys()).sort()).toEqual(['index.mjs', 'index.mjs.map']);
        expect(entries).toEqual(files);
      }
    });

    test('uploads the synthesized template for CloudFormation', () => {
      const { firstDeploy, synthesized } = scenario;
      const [changeSet] = parametersOf(firstDeploy, 'CreateChangeSet');
      const key = changeSet?.['TemplateURL']?.split('/').at(-1) ?? '';
      const given = JSON.parse(String(uploads(firstDeploy).get(key)));
      expect(given).toEqual(synthesized.stack.template);
    });

    test('grants CloudFormation the default capabilities of the CLI', () => {
      const [changeSet = {}] = parametersOf(scenario.firstDeploy, 'CreateChangeSet');
      const capabilities = Object.entries(changeSet).filter(([name]) => name.startsWith('Capab'));
      expect(capabilities.map(([, capability]) => capability)).toEqual([
        'CAPABILITY_IAM',
        'CAPABILITY_NAMED_IAM',
        'CAPABILITY_AUTO_EXPAND',
      ]);
    });

    test('changes nothing if nothing has changed, and prints that', () => {
      const { unchangedDeploy } = scenario;
      expect(unchangedDeploy.status, unchangedDeploy.output).toBe(0);
      expect(unchangedDeploy.output).toMatch(/✅ +ZuploJwtApi \S+ \(no changes\)/);
      expect(uploads(unchangedDeploy).size).toBe(0);
      expect(changedStacks(unchangedDeploy)).toEqual([]);
    });

    test('is previewed by cdk diff: the changed function with its version and alias, and nothing else', () => {
      const { diffOfChange } = scenario;
      expect(diffOfChange.status, diffOfChange.output).toBe(0);
      const resources = diffOfChange.output.match(/^\[[-+~]\] AWS::.*$/gm);
      expect(resources).toEqual([
        // The old version is retained, for a manual rollback of the alias.
        expect.stringMatching(
          /^\[-] AWS::Lambda::Version PublicHandler\/CurrentVersion .* orphan$/,
        ),
        expect.stringMatching(/^\[\+] AWS::Lambda::Version PublicHandler\/CurrentVersion /),
        expect.stringMatching(/^\[~] AWS::Lambda::Function PublicHandler /),
        expect.stringMatching(/^\[~] AWS::Lambda::Alias PublicHandler\/Aliaslive /),
      ]);
      expect(diffOfChange.output).toContain('Number of stacks with differences: 1');
      expect(changedStacks(diffOfChange)).toEqual([]);
    });

    test('uploads only the function whose code has changed', () => {
      const { failedDeploy, synthesized } = scenario;
      const [key = '', ...others] = Array.from(uploads(failedDeploy).keys());
      expect(others).toEqual([]);
      expect(synthesized.bundles.has(key)).toBe(false);
      const code = zipEntries(uploads(failedDeploy).get(key) ?? Buffer.alloc(0)).get('index.mjs');
      expect(String(code)).toContain('console.log("changed")');
    });

    test('exits with status 1 and the reason if CloudFormation fails', () => {
      const { failedDeploy } = scenario;
      expect(failedDeploy.status, failedDeploy.output).toBe(1);
      expect(failedDeploy.output).toContain(failureReason);
    });

    test('can be repeated after a failure, without another upload', () => {
      const { changedDeploy, synthesized } = scenario;
      expect(changedDeploy.status, changedDeploy.output).toBe(0);
      expect(uploads(changedDeploy).size).toBe(0);
      expect(changedStacks(changedDeploy)).toEqual([synthesized.stack.name]);
    });

    test('leaves no difference for cdk diff', () => {
      const { diffAfterwards } = scenario;
      expect(diffAfterwards.status, diffAfterwards.output).toBe(0);
      expect(diffAfterwards.output).toContain('There were no differences');
      expect(diffAfterwards.output).toContain('Number of stacks with differences: 0');
    });

    test('is reverted by cdk destroy', () => {
      const { destroy } = scenario;
      expect(destroy.status, destroy.output).toBe(0);
      expect(destroy.output).toMatch(/✅ +ZuploJwtApi \S+: destroyed/);
      expect(parametersOf(destroy, 'DeleteStack')).toHaveLength(1);
    });

    test('makes no calls that the endpoint does not know, and connects to no other host', () => {
      expect(scenario.unknownCalls).toEqual([]);
      expect(scenario.otherHosts).toBe('');
    });

    test('uses the permissions in used-permissions.txt: the given credentials assume roles, and nothing else', async () => {
      await expect(usedPermissions(scenario)).toMatchFileSnapshot('used-permissions.txt');
    });
  },
);

/** Returns the object keys of the code of all functions in a template. */
function functionCode(template: object): string[] {
  return Array.from(JSON.stringify(template).matchAll(/"S3Key":"([^"]+)"/g), ([, key = '']) => key);
}
