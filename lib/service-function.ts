import { Duration } from 'aws-cdk-lib';
import { type Alias, Function as LambdaFunction, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { createFunctionRole, functionDefaults } from './function-defaults.ts';
import { handlerCode } from './handler-code.ts';
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
export class ServiceFunction extends LambdaFunction {
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
      code: handlerCode(props.entry),
      handler: 'index.handler',
      description: props.description,
      memorySize: memoryMb,
      timeout: Duration.seconds(5),
      environment: { ...props.environment },
      role,
      logGroup,
      tracing: props.settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    });
    this.live = this.addAlias('live');
    if (props.settings.tracing) suppress(xrayTakesNoResource, role);
  }
}
