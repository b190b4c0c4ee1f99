import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { authorizerSettings } from '../../contract/settings.ts';
import { operationSettings } from '../../lib/settings/operation-settings.ts';
import { stages } from '../../lib/settings/stages.ts';
import { doctorHelp } from '../../tools/doctor/doctor-options.ts';
import { smokeHelp } from '../../tools/smoke/smoke-options.ts';
import { page } from './page.ts';

const workflow = readFileSync('examples/github-actions/deploy.yml', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Returns the first group of every match. */
function all(pattern: RegExp): readonly string[] {
  return Array.from(workflow.matchAll(pattern), ([, group = '']) => group);
}

describe('examples/github-actions/deploy.yml', () => {
  test.each(all(/\bnpm run ([\w:]+)/g))('runs the script %s, which exists', (script) => {
    expect(Object.keys(scripts)).toContain(script);
  });

  test.each([
    ['doctor', doctorHelp],
    ['smoke', smokeHelp],
  ])('gives %s options that it has', (tool, help) => {
    const [command = ''] = all(new RegExp(`npm run ${tool} -- (.+)$`, 'gm'));
    const options = command.match(/(?<= |^)--?\w+/g) ?? [];
    expect(options.length).toBeGreaterThan(0);
    for (const option of options) expect(help).toContain(`  ${option}`);
  });

  test.each(Array.from(new Set(all(/ -c (\w+)=/g))))('sets %s, which is a setting', (name) => {
    const settings = { ...authorizerSettings, ...operationSettings, stage: undefined };
    expect(Object.keys(settings)).toContain(name);
  });

  test('gives doctor and cdk deploy the same settings', () => {
    const [doctor = []] = all(/doctor -- (.+)$/gm).map((words) => words.match(/-c \S+/g));
    const [deploy = null] = all(/cdk deploy (.+)$/gm).map((words) => words.match(/-c \S+/g));
    expect(doctor).toEqual(deploy);
  });

  test('deploys dev, then prod, each in an environment of its name', () => {
    expect(all(/^ +STAGE: (\w+)$/gm)).toEqual(['dev', 'prod']);
    expect(all(/^ +environment: (\w+)$/gm)).toEqual(['dev', 'prod']);
    expect(Object.keys(stages)).toEqual(expect.arrayContaining(['dev', 'prod']));
    expect(all(/^ +needs: (\w+)$/gm)).toEqual(['check', 'dev']);
  });

  test('runs doctor before, and smoke after the deployment', () => {
    const commands = all(/(doctor|smoke|cdk deploy) -/g);
    expect(commands).toEqual(['doctor', 'cdk deploy', 'smoke']);
  });

  test.each(all(/uses: (.+)$/gm))('pins %s by commit, and names the version', (action) => {
    expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('uses no secrets', () => {
    expect(workflow).not.toMatch(/secrets\.|access-key/);
  });

  test.each(Array.from(new Set(all(/vars\.(\w+)/g))))(
    'uses the variable %s, which docs/operations.md describes',
    (variable) => {
      expect(page('operations')).toContain(`\`${variable}\``);
    },
  );
});
