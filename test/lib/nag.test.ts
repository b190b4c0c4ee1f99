import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { apiTypes, stackOf } from '../synthesized.ts';
import { deployments } from './deployments.ts';

function findings(stack: ReturnType<typeof stackOf>): string[] {
  const { violations } = new AwsSolutionsChecks().validateScope(stack);
  return violations.map(({ ruleName }) => ruleName);
}

describe("cdk-nag's AwsSolutions pack", () => {
  test.each(deployments)(
    'reports nothing in the stack of %s that is not suppressed with a reason',
    (_, context) => {
      expect(findings(stackOf(context))).toEqual([]);
    },
  );

  test.each(apiTypes)('reports an unsuppressed finding in the %s stack', (api) => {
    const stack = stackOf({ api });
    const type = api === 'http' ? 'AWS::ApiGatewayV2::Route' : 'AWS::ApiGateway::Method';
    for (const node of stack.node.findAll()) {
      if (
        'cfnResourceType' in node &&
        node.cfnResourceType === type &&
        'authorizationType' in node
      ) {
        node.authorizationType = 'NONE';
      }
    }
    expect(findings(stack)).toContain('AwsSolutions-APIG4');
  });
});
