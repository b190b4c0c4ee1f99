import { type Environment, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { loggingRoleOfAccount, suppress } from './nag-suppressions.ts';

/**
 * The role with which API Gateway writes the logs of all REST APIs of an account and region. It is a stack of its own,
 * because the setting belongs to the account: a stage that set it, or was deleted, would change it for all others.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class AccountStack extends Stack {
  /** @param env where it is deployed; what is not given comes from the AWS credentials */
  constructor(scope: Construct, id: string, env: Environment = {}) {
    super(scope, id, {
      env,
      // Within the names that the policies of docs/permissions.md allow.
      stackName: 'ZuploJwtApi-Account',
      description: 'Role with which API Gateway writes the logs of all REST APIs of this account',
      terminationProtection: true,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
      ],
    });
    suppress(loggingRoleOfAccount, role);
    const account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    for (const resource of [role, account]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
