import { describe, expect, test } from 'vitest';
import { templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
}

/** Returns every statement of every policy in a template. */
function statements(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value && Array.isArray(value.Statement)) return value.Statement;
  return Object.values(value).flatMap(statements);
}

/** Actions that support no resource but *. */
const withoutResources = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'cloudwatch:DescribeAlarms',
];

describe.each(deployments)('the template of %s', (_, context) => {
  const template = templateOf(context).toJSON();
  const resources = template['Resources'] as Record<string, { Type: string; Properties: object }>;

  test('grants no wildcard actions, and * as resource only where AWS supports nothing else', () => {
    const given = Object.entries(resources)
      // In a key's policy, * means the key itself.
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

  test('contains no partition, region or account but those of given ARNs', () => {
    const text = [context['certificateArn'], context['webAclArn']].reduce<string>(
      (rest, arn) => rest.replaceAll(String(arn), ''),
      JSON.stringify(resources),
    );
    expect(text).not.toMatch(/arn:aws|[a-z]{2}-[a-z]+-\d|amazonaws\.com\.cn|\b\d{12}\b/);
  });
});
