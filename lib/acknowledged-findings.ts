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

export const noAccessLog: Finding = {
  id: 'AwsSolutions-APIG1',
  reason: 'The authorizer logs every refusal; access logs are still to come.',
};

export const noExecutionLog: Finding = {
  id: 'AwsSolutions-APIG6',
  reason: 'Execution logs need a CloudWatch role that belongs to the account, not to this stack.',
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
