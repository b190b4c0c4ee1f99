import { RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type FunctionOptions,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Options of every function: the authorizer and the handlers. */
export const functionDefaults = {
  runtime: Runtime.NODEJS_24_X,
  architecture: Architecture.ARM_64,
  loggingFormat: LoggingFormat.JSON,
  applicationLogLevelV2: ApplicationLogLevel.INFO,
  // Lambda's own entries for invocations that failed only.
  systemLogLevelV2: SystemLogLevel.WARN,
  // Kept for a manual rollback of the alias, but not for a deployment that was rolled back: the same code
  // could not be published again. They are deleted with the function.
  currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
} satisfies FunctionOptions & { readonly runtime: Runtime };

/**
 * Creates a function's role, which may write to the given log group and nothing else. AWSLambdaBasicExecutionRole
 * and AWSLambdaVPCAccessExecutionRole may write to every log group of the account.
 */
export function createFunctionRole(scope: Construct, id: string, logGroup: ILogGroup): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return role;
}
