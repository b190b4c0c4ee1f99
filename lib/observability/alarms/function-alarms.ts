import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { pascalCase } from '../../pascal-case.ts';
import { type AlarmDefinition, twoOfFive } from './alarm-definition.ts';

const period = Duration.minutes(1);

/** Returns the alarm for throttled invocations of a function. */
export function throttlingAlarm(name: string, fn: IFunction): AlarmDefinition {
  return {
    id: `${pascalCase(name)}Throttled`,
    severity: 'page',
    runbook: 'function-throttled',
    meaning: `Lambda throttles the function ${name}; callers get 5xx.`,
    action: "Raise its reserved concurrency, or the account's concurrency quota.",
    metric: fn.metricThrottles({ period, label: 'throttled' }),
    threshold: 1,
    breaching: twoOfFive,
  };
}

/** Returns the alarm for errors of a handler. The authorizer has none, because it rejects by throwing. */
export function handlerErrorsAlarm(name: string, fn: IFunction): AlarmDefinition {
  return {
    id: `${pascalCase(name)}HandlerErrors`,
    severity: 'page',
    runbook: 'handler-errors',
    meaning: `The handler ${name} throws, times out or crashes; callers get 5xx.`,
    action: 'Check its log group; roll back if it has just been deployed.',
    metric: fn.metricErrors({ period, label: 'errors' }),
    threshold: 1,
    breaching: twoOfFive,
    rollsBack: { function: name },
  };
}
