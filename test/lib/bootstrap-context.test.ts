import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { stackOf, templateOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

const boundary = { '@aws-cdk/core:permissionsBoundary': { name: 'orders-boundary' } };

describe('the context @aws-cdk/core:permissionsBoundary', () => {
  test.each(deployments)('gives the boundary to every role of %s', (_, context) => {
    const roles = templateOf({ ...context, ...boundary }).findResources('AWS::IAM::Role');
    expect(Object.keys(roles)).not.toEqual([]);
    for (const [id, { Properties }] of Object.entries(roles))
      expect(JSON.stringify(Properties.PermissionsBoundary), id).toContain(
        ':policy/orders-boundary',
      );
  });
});

describe('the context @aws-cdk/core:bootstrapQualifier', () => {
  const stack = stackOf({ '@aws-cdk/core:bootstrapQualifier': 'orders' });
  const { directory } = (stack.node.root as App).synth();
  const assembly = readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join();

  test.each([
    'cdk-orders-assets-',
    'cdk-orders-file-publishing-role-',
    'cdk-orders-deploy-role-',
    'cdk-orders-cfn-exec-role-',
    'cdk-orders-lookup-role-',
    '/cdk-bootstrap/orders/version',
  ])('makes the assembly name %s', (name) => {
    expect(assembly).toContain(name);
  });

  test('leaves no name with the default qualifier', () => {
    expect(assembly).not.toContain('hnb659fds');
  });
});
