import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag's AwsSolutions pack that we accept, and why. */
export interface Finding {
  readonly id: string;
  readonly reason: string;
}

/** Accepts a finding on the given constructs and what is below them, and nowhere else. */
export function acknowledge(finding: Finding, ...constructs: readonly IConstruct[]): void {
  for (const construct of constructs) Validations.of(construct).acknowledge(finding);
}

export const publicRoute: Finding = {
  id: 'AwsSolutions-APIG4',
  reason: 'The route table says that this route is public.',
};

export const noExecutionLog: Finding = {
  id: 'AwsSolutions-APIG6',
  reason: 'Access logs say what happened to each request; execution logs may hold parts of it.',
};

export const noBodyToValidate: Finding = {
  id: 'AwsSolutions-APIG2',
  reason: 'No route takes a body; a handler that will take one validates it itself.',
};

export const notCognito: Finding = {
  id: 'AwsSolutions-COG4',
  reason: 'Callers are authorized by the JWTs that Zuplo signs, not by a Cognito user pool.',
};

export const noFirewall: Finding = {
  id: 'AwsSolutions-APIG3',
  reason: 'Zuplo stands in front; a web ACL costs a monthly fee that the account decides on.',
};

export const accountsLoggingRole: Finding = {
  id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
  reason: 'API Gateway logs by one role for the whole account, which AWS defines by this policy.',
};

export const tracesNameNoResource: Finding = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'X-Ray knows no resources: its write actions take none but *.',
};

export const alarmsNameNoResource: Finding = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'CodeDeploy asks for the state of alarms with an action that takes no resource but *.',
};
