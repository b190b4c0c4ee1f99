import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { pascalCase } from '../../pascal-case.ts';
import { type AlarmDefinition, twoOfFive } from './alarm-definition.ts';

const period = Duration.minutes(1);

/** Gives the alarm of a function that Lambda does not run as often as it is asked for. */
export function throttlingAlarm(name: string, watched: IFunction): AlarmDefinition {
  return {
    id: `${pascalCase(name)}Throttled`,
    severity: 'page',
    runbook: 'function-throttled',
    means: `Lambda does not run the function ${name} as often at a time as it is asked to: callers get 5xx.`,
    action: "Raise its reserved concurrency, or the account's quota of concurrent executions.",
    metric: watched.metricThrottles({ period, label: 'throttled' }),
    threshold: 1,
    breaching: twoOfFive,
  };
}

/** Gives the alarm of a handler that fails. On an authorizer's errors there is none: it refuses by them. */
export function handlerErrorsAlarm(name: string, watched: IFunction): AlarmDefinition {
  return {
    id: `${pascalCase(name)}HandlerErrors`,
    severity: 'page',
    runbook: 'handler-errors',
    means: `The handler ${name} throws, times out or crashes: callers get 5xx.`,
    action: 'See its log group for the error; roll back if a deployment has just been made.',
    metric: watched.metricErrors({ period, label: 'errors' }),
    threshold: 1,
    breaching: twoOfFive,
    rollsBack: { function: name },
  };
}
