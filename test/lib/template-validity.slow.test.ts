import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { validateStrictly } from '../../lib/strict-validation.ts';
import { stackOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

// The CDK writes findings to standard error; the tests read them from its report.
vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const folder = mkdtempSync(join(tmpdir(), 'template-validity-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Returns the findings of the validation of an app. */
function findings(app: App): string[] {
  vi.stubEnv('CDK_VALIDATION', 'true');
  validateStrictly(app);
  try {
    app.synth();
    return [];
  } catch (error) {
    const file = /found in: (.*)$/.exec(String(error))?.[1] ?? '';
    const { pluginReports } = JSON.parse(readFileSync(file, 'utf8'));
    return pluginReports.flatMap(({ violations }: { violations: { description: string }[] }) =>
      violations.map(({ description }) => description),
    );
  }
}

/** Creates an app with the feature flags of cdk.json and a stack with the given resources. */
function appWith(
  resources: readonly { readonly type: string; readonly properties: Record<string, unknown> }[],
): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ context, outdir: mkdtempSync(join(folder, 'cdk-')) });
  const stack = new Stack(app, 'Stack');
  for (const [index, resource] of resources.entries())
    new CfnResource(stack, `Resource${index}`, resource);
  return app;
}

const validFunction = {
  Code: { ZipFile: 'exports.handler = () => {}' },
  Role: 'arn:aws:iam::123456789012:role/r',
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
};

const invalidFunctions: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['an unknown property', { Memory: 512 }, /'Memory' was unexpected/],
  ['a value out of bounds', { MemorySize: 1 }, /1 is less than the minimum of 128/],
  [
    'a value that is not in the enumeration',
    { TracingConfig: { Mode: 'On' } },
    /'On' is not one of/,
  ],
  ['a missing property', { Role: undefined }, /'Role' is a required property/],
  ['a runtime that does not exist', { Runtime: 'nodejs99.x' }, /'nodejs99.x' is not one of/],
  ['a retired runtime', { Runtime: 'nodejs12.x' }, /was deprecated/],
  ['a reference to nothing', { Role: { Ref: 'Nobody' } }, /'Nobody' is not one of/],
];

describe("validation against CloudFormation's schemas", () => {
  test.each(deployments)('passes for the template of %s', (_, context) => {
    expect(findings(stackOf(context).node.root as App)).toEqual([]);
  });

  test('passes for a valid function', () => {
    const app = appWith([{ type: 'AWS::Lambda::Function', properties: validFunction }]);
    expect(findings(app)).toEqual([]);
  });

  // One app for all cases, because each validation takes more than a second.
  const invalid = findings(
    appWith([
      ...invalidFunctions.map(([, properties]) => ({
        type: 'AWS::Lambda::Function',
        properties: { ...validFunction, ...properties },
      })),
      { type: 'AWS::S3::Bucket', properties: { AccessControl: 'Private' } },
    ]),
  );

  test.each([
    ...invalidFunctions,
    ['a deprecated property', {}, /property is deprecated/] as const,
  ])('fails the synthesis for %s', (_, __, finding) => {
    expect(invalid).toContainEqual(expect.stringMatching(finding));
  });
});

describe('the stack', () => {
  test.each(deployments)('of %s uses nothing that is deprecated in the CDK', (_, context) => {
    vi.stubEnv('JSII_DEPRECATED', 'fail');
    expect(() => stackOf(context)).not.toThrow();
  });
});
