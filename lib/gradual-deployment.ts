import {
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
} from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { describeAlarmsTakesNoResource, suppress } from './nag-suppressions.ts';
import type { Alarms } from './observability/alarms/alarms.ts';
import type { MonitoredFunction } from './observability/monitored-resources.ts';
import { pascalCase } from './pascal-case.ts';

export interface GradualDeploymentProps {
  /** By name: `authorizer`, or a route's `handler`. */
  readonly functions: ReadonlyMap<string, MonitoredFunction>;
  readonly alarms: Alarms;
  /** Minutes for which a tenth of the requests is sent to the new version: 5, 10, 15 or 30. */
  readonly canaryMinutes: number;
}

/**
 * Sends a tenth of the requests to new code first, and rolls back if an alarm of the function goes off.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html
 */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, props: GradualDeploymentProps) {
    super(scope, id);
    const { functions, alarms, canaryMinutes } = props;
    const role = codeDeployRole(this, Array.from(functions.values()));
    const application = new LambdaApplication(this, 'Application');
    const deploymentConfig = LambdaDeploymentConfig.fromLambdaDeploymentConfigName(
      this,
      'Config',
      `CodeDeployDefault.LambdaCanary10Percent${canaryMinutes}Minutes`,
    );
    for (const [name, { live }] of functions) {
      const group = new LambdaDeploymentGroup(this, pascalCase(name), {
        application,
        alias: live,
        alarms: [...alarms.thatRollBack(name)],
        autoRollback: { deploymentInAlarm: true, failedDeployment: true, stoppedDeployment: true },
        deploymentConfig,
        role: role.withoutPolicyUpdates(),
      });
      // The group does not reference the role's policy, but cannot shift the alias without it.
      group.node.addDependency(role);
    }
  }
}

/** Creates a role instead of AWSCodeDeployRoleForLambdaLimited, which may shift every alias of the account. */
function codeDeployRole(scope: Construct, functions: readonly MonitoredFunction[]): Role {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
  });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
      // By name: a reference to the alias would be a circular dependency.
      resources: functions.flatMap(({ function: { functionArn }, live }) => [
        functionArn,
        `${functionArn}:${live.aliasName}`,
      ]),
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
  );
  suppress(describeAlarmsTakesNoResource, role);
  return role;
}
