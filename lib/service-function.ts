import { Duration } from 'aws-cdk-lib';
import { type Alias, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { createFunctionRole, functionDefaults } from './function-defaults.ts';
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
}

/** Memory also sets the share of CPU: 1,769 MB are one core. */
const memoryMb = 256;

/** A bundled Lambda function that may write to its own log group and nothing else. */
export class ServiceFunction extends NodejsFunction {
  readonly memoryMb = memoryMb;
  /**
   * The alias that is invoked, for gradual deployments. It always exists, because switching from a function to its
   * alias later would fail requests during the deployment.
   */
  readonly live: Alias;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const logGroup = new ServiceLogGroup(scope, `${id}Logs`, props.settings);
    const role = createFunctionRole(scope, `${id}Role`, logGroup);
    super(scope, id, {
      ...functionDefaults,
      entry: props.entry,
      description: props.description,
      memorySize: memoryMb,
      timeout: Duration.seconds(5),
      environment: { ...props.environment },
      role,
      logGroup,
      tracing: props.settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
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
    this.live = this.addAlias('live');
    if (props.settings.tracing) suppress(xrayTakesNoResource, role);
  }
}
