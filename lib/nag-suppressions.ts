import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag's AwsSolutions pack that is suppressed, and why. */
export interface NagSuppression {
  readonly id: string;
  readonly reason: string;
}

/** Suppresses a finding on the given constructs and their children, and nowhere else. */
export function suppress(finding: NagSuppression, ...constructs: readonly IConstruct[]): void {
  for (const construct of constructs) Validations.of(construct).acknowledge(finding);
}

export const publicRoute: NagSuppression = {
  id: 'AwsSolutions-APIG4',
  reason: 'The route table declares this route public.',
};

export const noExecutionLog: NagSuppression = {
  id: 'AwsSolutions-APIG6',
  reason: 'Access logs record each request; execution logs may contain parts of requests.',
};

export const noRequestValidation: NagSuppression = {
  id: 'AwsSolutions-APIG2',
  reason: 'Handlers validate request bodies themselves.',
};

export const noCognito: NagSuppression = {
  id: 'AwsSolutions-COG4',
  reason: 'Callers are authorized by the JWTs that Zuplo signs, not by a Cognito user pool.',
};

export const noWebAcl: NagSuppression = {
  id: 'AwsSolutions-APIG3',
  reason: 'Zuplo is in front of the API; a web ACL has a monthly fee.',
};

export const loggingRoleOfAccount: NagSuppression = {
  id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
  reason: 'API Gateway logs with one role for the account, which AWS defines by this policy.',
};

export const xrayTakesNoResource: NagSuppression = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: "X-Ray's write actions support no resource but *.",
};

export const describeAlarmsTakesNoResource: NagSuppression = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'CodeDeploy reads the state of alarms with an action that supports no resource but *.',
};
