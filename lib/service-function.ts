import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface ServiceFunctionProps {
  /** The folder below `lambdas/` whose `handler.ts` exports `handler`. */
  readonly handler: string;
  /** What the function is for, as the Lambda console shows it. */
  readonly description: string;
  /** Settings, readable in the console: nothing secret. `@default none` */
  readonly environment?: Readonly<Record<string, string>>;
  /** Constants that the bundler puts into the code: for what is too long for the environment's 4 KB. `@default none` */
  readonly constants?: Readonly<Record<string, unknown>>;
  /** Memory in MB; it also sets the share of CPU (1,769 MB are one core). `@default 256` */
  readonly memorySize?: number;
  /** `@default 5 seconds` */
  readonly timeout?: Duration;
}

/** A Lambda function as this service wants it: bundled small, allowed nothing but its own log group. */
export class ServiceFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    // In place of AWSLambdaBasicExecutionRole, which may write every log group of the account.
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: `lambdas/${props.handler}/handler.ts`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? 256,
      timeout: props.timeout ?? Duration.seconds(5),
      environment: { ...props.environment },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
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
  }
}
