import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { OperationSettings } from '../operation-settings.ts';
import type { AlarmDefinition, WatchedParts } from './alarm-definition.ts';
import { alarmDefinitions } from './alarm-definitions.ts';
import { AlarmTopics } from './alarm-topics.ts';

export interface AlarmsProps extends WatchedParts {
  readonly settings: Pick<
    OperationSettings,
    'alarmEmail' | 'runbookUrl' | 'latencyP99Milliseconds' | 'authorizerReservedConcurrency'
  >;
}

/** Every alarm of the service, telling of itself and of its recovery by its severity's topic. */
export class Alarms extends Construct {
  readonly topics: AlarmTopics;
  readonly all: readonly Alarm[];
  /** Those that new code can set off: a gradual deployment goes back on them. */
  readonly rollback: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topics = new AlarmTopics(this, 'Topics', props.settings);
    const definitions = alarmDefinitions(props, props.settings);
    const made = definitions.map((definition) => this.alarm(definition, props.settings.runbookUrl));
    this.all = made;
    this.rollback = made.filter((_, index) => definitions[index]?.rollsBack === true);
  }

  private alarm(definition: AlarmDefinition, runbookUrl: string): Alarm {
    const { id, runbook, means, remedy, metric, threshold, breaching, severity } = definition;
    const alarm = new Alarm(this, id, {
      alarmDescription: `${means} ${remedy} Runbook: ${runbookUrl}#${runbook}`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: breaching.periods,
      evaluationPeriods: breaching.of,
      // No requests, no data: an API at rest is well.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(this.topics[severity]);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  }
}
