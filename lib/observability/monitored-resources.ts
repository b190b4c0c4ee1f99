import type { ServiceFunction } from '../service-function.ts';
import type { ApiMetrics } from './api-metrics.ts';
import type { LogMetrics } from './log-metrics.ts';

/** What metrics, alarms and the dashboard are about. */
export interface MonitoredResources {
  readonly api: ApiMetrics;
  readonly logs: LogMetrics;
  readonly authorizer: ServiceFunction;
  /** By a route's `handler`. */
  readonly handlers: ReadonlyMap<string, ServiceFunction>;
}

/** Returns every function by name: `authorizer` first, then the handlers. */
export function functionsByName({
  authorizer,
  handlers,
}: Pick<MonitoredResources, 'authorizer' | 'handlers'>): ReadonlyMap<string, ServiceFunction> {
  return new Map([['authorizer', authorizer], ...handlers]);
}
