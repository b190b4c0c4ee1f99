import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AlarmDefinition } from './alarm-definition.ts';

/** The topics of alarms: one for alarms that need attention now, one for those that can wait. */
export interface TopicsBySeverity {
  /** @default no notification */
  readonly page?: ITopic;
  /** @default no notification */
  readonly notice?: ITopic;
}

/**
 * Creates an alarm that sends its changes to the topic of its severity.
 * @param runbookUrl linked from the description; undefined for no link
 */
export function createAlarm(
  scope: Construct,
  definition: AlarmDefinition,
  topics: TopicsBySeverity,
  runbookUrl: string | undefined,
): Alarm {
  const { id, runbook, meaning, action, metric, threshold, breaching, severity } = definition;
  const link = runbookUrl === undefined ? [] : [`Runbook: ${runbookUrl}#${runbook}`];
  const alarm = new Alarm(scope, id, {
    alarmDescription: [meaning, action, ...link].join(' '),
    metric,
    threshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    datapointsToAlarm: breaching.periods,
    evaluationPeriods: breaching.of,
    // No traffic is not breaching.
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  const topic = topics[severity];
  if (topic === undefined) return alarm;
  const snsAction = new SnsAction(topic);
  alarm.addAlarmAction(snsAction);
  alarm.addOkAction(snsAction);
  return alarm;
}
