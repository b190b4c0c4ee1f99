import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type Alias,
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { suppress, xrayTakesNoResource } from './nag-suppressions.ts';
import { ServiceLogGroup } from './service-log-group.ts';
import type { OperationSettings } from './settings/operation-settings.ts';

export interface ServiceFunctionProps {
  /** The file that exports `handler`. */
  readonly entry: string;
  /** Shown in the Lambda console. */
  readonly description: string;
  /** Log retention and removal, and tracing. */
  readonly settings: Pick<OperationSettings, 'logRetentionDays' | 'removal' | 'tracing'>;
  /** Environment variables, readable in the console: nothing secret. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Memory in MB; it also sets the share of CPU (1,769 MB are one core). @default 256 */
  readonly memorySize?: number;
  /** @default 5 seconds */
  readonly timeout?: Duration;
}

/** A bundled Lambda function that may write to its own log group and nothing else. */
export class ServiceFunction extends NodejsFunction {
  readonly memoryMb: number;
  /**
   * The alias that is invoked, for gradual deployments. It always exists, because switching from a function to its
   * alias later would fail requests during the deployment.
   */
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const logGroup = new ServiceLogGroup(scope, `${id}Logs`, props.settings);
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    // Instead of AWSLambdaBasicExecutionRole, which may write to every log group of the account.
    logGroup.grantWrite(role);
    const { memorySize = 256 } = props;
    super(scope, id, {
      entry: props.entry,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize,
      timeout: props.timeout ?? Duration.seconds(5),
      environment: { ...props.environment },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Lambda's own entries for invocations that failed only.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: props.settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      // Kept for a manual rollback of the alias, but not for a deployment that was rolled back: the same code
      // could not be published again. They are deleted with the function.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        logLevel: LogLevel.WARNING,
        // For people who read a stack trace. --enable-source-maps is not set: mapping at run time costs CPU in a
        // cold start, and 6 ms for the first rejection on a REST API.
        sourceMap: true,
        sourcesContent: false,
      },
    });
    this.memoryMb = memorySize;
    this.live = this.addAlias('live');
    if (props.settings.tracing) suppress(xrayTakesNoResource, role);
  }
}
