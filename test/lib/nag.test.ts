import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { flavours, stackOf } from '../synthesized.ts';

function findings(stack: ReturnType<typeof stackOf>): string[] {
  const { violations } = new AwsSolutionsChecks().validateScope(stack);
  return violations.map(({ ruleName }) => ruleName);
}

describe.each(flavours)("cdk-nag's AwsSolutions pack", (api) => {
  test(`finds nothing in the ${api} stack but what is acknowledged with a reason`, () => {
    expect(findings(stackOf({ api }))).toEqual([]);
  });

  test(`finds what is not acknowledged in the ${api} stack`, () => {
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
