import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { AccountStack } from '../../lib/account-stack.ts';
import { environmentSettings } from '../../lib/settings/environment-settings.ts';

function accountStack(): Stack {
  return new AccountStack(new App(), 'ApiGatewayAccount');
}

describe("the stack of the account's logging role", () => {
  test.each([
    [{}, {}],
    [
      { account: '123456789012', region: 'eu-west-1' },
      { account: '123456789012', region: 'eu-west-1' },
    ],
    [{ region: 'eu-west-1' }, { region: 'eu-west-1' }],
  ])('is deployed where the settings %j say', (context: Record<string, string>, expected) => {
    expect(environmentSettings((name) => context[name])).toEqual(expected);
  });

  test('rejects an invalid account', () => {
    expect(() => environmentSettings(() => '1')).toThrow('account: given "1"; it must be the 12');
  });

  test('sets the role with which API Gateway writes the logs of REST APIs', () => {
    const template = Template.fromStack(accountStack());
    const [role] = Object.keys(template.findResources('AWS::IAM::Role'));
    template.hasResourceProperties('AWS::ApiGateway::Account', {
      CloudWatchRoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
    });
  });

  test('cannot be deleted by mistake, and leaves the role in place', () => {
    expect(accountStack().terminationProtection).toBe(true);
    const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    for (const type of ['AWS::ApiGateway::Account', 'AWS::IAM::Role'])
      Template.fromStack(accountStack()).allResources(type, retained);
  });

  test("has no finding of cdk-nag's AwsSolutions pack without a reason", () => {
    expect(new AwsSolutionsChecks().validateScope(accountStack()).violations).toEqual([]);
  });
});
