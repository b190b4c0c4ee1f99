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
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { acknowledge, tracesNameNoResource } from './nag-suppressions.ts';
import { ServiceLogGroup } from './service-log-group.ts';
import type { OperationSettings } from './settings/operation-settings.ts';

export interface ServiceFunctionProps {
  /** The folder below `lambdas/` whose `handler.ts` exports `handler`. */
  readonly handler: string;
  /** What the function is for, as the Lambda console shows it. */
  readonly description: string;
  /** How its logs are kept, and whether it is traced. */
  readonly settings: Pick<OperationSettings, 'logRetentionDays' | 'removal' | 'tracing'>;
  /** Settings, readable in the console: nothing secret. `@default none` */
  readonly environment?: Readonly<Record<string, string>>;
  /** Constants that the bundler puts into the code: for what is too long for the environment's 4 KB. `@default none` */
  readonly constants?: Readonly<Record<string, unknown>>;
  /** Memory in MB; it also sets the share of CPU (1,769 MB are one core). `@default 256` */
  readonly memorySize?: number;
  /** Instances at most, and kept free for it; 0 for no bound. `@default 0` */
  readonly reservedConcurrency?: number;
  /** Instances that are kept warm; 0 for none. `@default 0` */
  readonly provisionedConcurrency?: number;
  /** `@default 5 seconds` */
  readonly timeout?: Duration;
}

/** A Lambda function as this service wants it: bundled small, allowed nothing but its own log group. */
export class ServiceFunction extends NodejsFunction {
  readonly memoryMb: number;
  /**
   * What is invoked: an alias, so that versions can be told apart, kept warm and shifted to. Always, for to
   * switch from a function to its alias later would fail requests meanwhile.
   */
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const logGroup = new ServiceLogGroup(scope, `${id}Logs`, props.settings);
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    // In place of AWSLambdaBasicExecutionRole, which may write every log group of the account.
    logGroup.grantWrite(role);
    const { reservedConcurrency = 0, provisionedConcurrency = 0, memorySize = 256 } = props;
    super(scope, id, {
      entry: `lambdas/${props.handler}/handler.ts`,
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
      // Lambda's own lines for an invocation that failed, and none for one that did not.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: props.settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      // Kept for an alias that must be put back by hand, but not of a deployment that was rolled back: the
      // same code could not be published again. They go with the function.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
      ...(reservedConcurrency > 0 && { reservedConcurrentExecutions: reservedConcurrency }),
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        // Beside the code, for a person who reads a stack. Node.js is not told of it: to map stacks by
        // itself costs a cold start CPU, and the first refusal on a REST API 6 ms.
        sourceMap: true,
        sourcesContent: false,
        define: Object.fromEntries(
          Object.entries(props.constants ?? {}).map(([name, value]) => [
            name,
            JSON.stringify(value),
          ]),
        ),
      },
    });
    this.memoryMb = memorySize;
    this.live = this.addAlias('live', {
      ...(provisionedConcurrency > 0 && {
        provisionedConcurrentExecutions: provisionedConcurrency,
      }),
    });
    if (props.settings.tracing) acknowledge(tracesNameNoResource, role);
  }
}
