import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge, alarmsNameNoResource } from './acknowledged-findings.ts';

export interface GradualDeploymentProps {
  /** What is shifted from one version to the next. */
  readonly aliases: readonly Alias[];
  /** Any of these, in alarm, puts the old version back. */
  readonly alarms: readonly IAlarm[];
  /** Minutes for which a tenth of the requests gets the new version: 5, 10, 15 or 30. */
  readonly canaryMinutes: number;
}

/**
 * New code goes to a tenth of the requests first, and back if an alarm goes off meanwhile.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html
 */
export class GradualDeployment extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { aliases, alarms, canaryMinutes }: GradualDeploymentProps,
  ) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
    });
    // In place of AWSCodeDeployRoleForLambdaLimited, which may shift every alias of the account.
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'lambda:GetAlias',
          'lambda:UpdateAlias',
          'lambda:GetProvisionedConcurrencyConfig',
        ],
        resources: aliases.flatMap(({ lambda, functionArn }) => [lambda.functionArn, functionArn]),
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
    );
    acknowledge(alarmsNameNoResource, role);
    const application = new LambdaApplication(this, 'Application');
    const deploymentConfig = LambdaDeploymentConfig.fromLambdaDeploymentConfigName(
      this,
      'Config',
      `CodeDeployDefault.LambdaCanary10Percent${canaryMinutes}Minutes`,
    );
    for (const alias of aliases) {
      new LambdaDeploymentGroup(this, alias.lambda.node.id, {
        application,
        alias,
        alarms: [...alarms],
        deploymentConfig,
        role: role.withoutPolicyUpdates(),
      });
    }
  }
}
