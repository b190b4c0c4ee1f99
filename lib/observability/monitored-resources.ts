import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { AuthorizerMetrics } from '../authorizer/authorizer-metrics.ts';
import type { ApiMetrics } from './api-metrics.ts';

/** A function, with what its metrics do not have. */
export interface MonitoredFunction {
  readonly function: LambdaFunction;
  /** The alias that is invoked. */
  readonly live: Alias;
  readonly memoryMb: number;
}

/** What metrics, alarms and the dashboard are about. */
export interface MonitoredResources {
  readonly api: ApiMetrics;
  readonly logs: AuthorizerMetrics;
  /** Requests that API Gateway answered with 429. */
  readonly throttled: Metric;
  readonly authorizer: MonitoredFunction;
  /** By a route's `handler`. */
  readonly handlers: ReadonlyMap<string, MonitoredFunction>;
}

/** Returns every function by name: `authorizer` first, then the handlers. */
export function functionsByName({
  authorizer,
  handlers,
}: Pick<MonitoredResources, 'authorizer' | 'handlers'>): ReadonlyMap<string, MonitoredFunction> {
  return new Map([['authorizer', authorizer], ...handlers]);
}
