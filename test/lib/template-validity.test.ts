import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { validateStrictly } from '../../lib/strict-validation.ts';
import { stackOf, templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

// The CDK says what is wrong on standard error; the tests read it from its report.
vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const folder = mkdtempSync(join(tmpdir(), 'template-validity-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What the schemas have against an app. */
function complaints(app: App): string[] {
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

/** An app under cdk.json's feature flags that has one resource. */
function appWith(resource: { type: string; properties: Record<string, unknown> }): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ context, outdir: mkdtempSync(join(folder, 'cdk-')) });
  new CfnResource(new Stack(app, 'Stack'), 'Resource', resource);
  return app;
}

const goodFunction = {
  Code: { ZipFile: 'exports.handler = () => {}' },
  Role: 'arn:aws:iam::123456789012:role/r',
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
};

describe("CloudFormation's schemas", () => {
  test.each(deployments)('have nothing against the template of %s', (_, context) => {
    expect(complaints(stackOf(context).node.root as App)).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['an unknown property', { Memory: 512 }, /'Memory' was unexpected/],
    ['a value out of bounds', { MemorySize: 1 }, /1 is less than the minimum of 128/],
    ['a value that is none of those', { TracingConfig: { Mode: 'On' } }, /'On' is not one of/],
    ['a missing property', { Role: undefined }, /'Role' is a required property/],
    ['a runtime that does not exist', { Runtime: 'nodejs99.x' }, /'nodejs99.x' is not one of/],
    ['a runtime that is no longer', { Runtime: 'nodejs12.x' }, /was deprecated/],
    ['a reference to nothing', { Role: { Ref: 'Nobody' } }, /'Nobody' is not one of/],
  ])('end a synthesis with %s', (_, properties, complaint) => {
    expect(
      complaints(
        appWith({
          type: 'AWS::Lambda::Function',
          properties: { ...goodFunction, ...properties },
        }),
      ),
    ).toContainEqual(expect.stringMatching(complaint));
  });

  test('end a synthesis with a property that is deprecated', () => {
    expect(
      complaints(appWith({ type: 'AWS::S3::Bucket', properties: { AccessControl: 'Private' } })),
    ).toContainEqual(expect.stringMatching(/property is deprecated/));
  });

  test('have nothing against a function that is in order', () => {
    expect(
      complaints(appWith({ type: 'AWS::Lambda::Function', properties: goodFunction })),
    ).toEqual([]);
  });
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

/** Every statement of every policy in a template, whatever it is attached to. */
function statements(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value && Array.isArray(value.Statement)) return value.Statement;
  return Object.values(value).flatMap(statements);
}

/** Actions that AWS defines no resource for. */
const withoutResources = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'cloudwatch:DescribeAlarms',
];

describe.each(deployments)('the template of %s', (_, context) => {
  const template = templateOf(context).toJSON();
  const resources = template['Resources'] as Record<string, { Type: string; Properties: object }>;

  test('lets nobody do anything to everything', () => {
    const given = Object.entries(resources)
      // A key's policy speaks of that key alone, whose name in it is *.
      .filter(([, { Type }]) => Type !== 'AWS::KMS::Key')
      .flatMap(([id, { Properties }]) => statements(Properties).map((one) => ({ id, ...one })))
      .filter(({ Effect }) => Effect === 'Allow');
    expect(given.length).toBeGreaterThan(0);
    for (const { id, Action, Resource } of given) {
      const actions = [Action].flat();
      for (const action of actions) expect(action, id).not.toContain('*');
      const isWild = [Resource].flat().some((one) => one === '*');
      if (isWild) expect(withoutResources, id).toEqual(expect.arrayContaining(actions));
    }
  });

  test('names no partition, no region and no account but those of the certificate that it was given', () => {
    const certificate = String(context['certificateArn']);
    const text = JSON.stringify(resources).replaceAll(certificate, '');
    expect(text).not.toMatch(/arn:aws|[a-z]{2}-[a-z]+-\d|amazonaws\.com\.cn|\b\d{12}\b/);
  });
});

describe("the CDK's own deprecations", () => {
  test.each(deployments)('are none that the stack of %s uses', (_, context) => {
    vi.stubEnv('JSII_DEPRECATED', 'fail');
    expect(() => stackOf(context)).not.toThrow();
  });
});
