import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { AccountStack } from '../../lib/account-stack.ts';

function accountStack(): Stack {
  return new AccountStack(new App(), 'ApiGatewayAccount');
}

describe("the stack of the account's logging role", () => {
  test('sets the role with which API Gateway writes the logs of REST APIs', () => {
    const template = Template.fromStack(accountStack());
    const [role] = Object.keys(template.findResources('AWS::IAM::Role'));
    template.hasResourceProperties('AWS::ApiGateway::Account', {
      CloudWatchRoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
    });
  });

  test('cannot be deleted by mistake, and leaves the role in place', () => {
    expect(accountStack().terminationProtection).toBe(true);
    Template.fromStack(accountStack()).allResources('AWS::ApiGateway::Account', {
      DeletionPolicy: 'Retain',
    });
    Template.fromStack(accountStack()).allResources('AWS::IAM::Role', { DeletionPolicy: 'Retain' });
  });

  test("has no finding of cdk-nag's AwsSolutions pack without a reason", () => {
    expect(new AwsSolutionsChecks().validateScope(accountStack()).violations).toEqual([]);
  });
});
