import type { OperationSettings } from '../../settings/operation-settings.ts';
import { functionsByName, type MonitoredResources } from '../monitored-resources.ts';
import type { AlarmDefinition } from './alarm-definition.ts';
import { apiAlarms } from './api-alarms.ts';
import { authorizerAlarms } from './authorizer-alarms.ts';
import { concurrencyAlarms } from './concurrency-alarms.ts';
import { handlerErrorsAlarm, throttlingAlarm } from './function-alarms.ts';

/** Returns every alarm of the service. docs/runbook.md has a section for each. */
export function alarmDefinitions(
  resources: MonitoredResources,
  settings: Pick<OperationSettings, 'latencyP99Milliseconds' | 'authorizerReservedConcurrency'>,
): readonly AlarmDefinition[] {
  const { authorizer, handlers } = resources;
  return [
    ...authorizerAlarms(resources),
    ...apiAlarms(resources, settings.latencyP99Milliseconds),
    ...Array.from(functionsByName(resources), ([name, fn]) => throttlingAlarm(name, fn.function)),
    ...Array.from(handlers, ([name, handler]) => handlerErrorsAlarm(name, handler.function)),
    ...concurrencyAlarms(authorizer.function, settings.authorizerReservedConcurrency),
  ];
}
