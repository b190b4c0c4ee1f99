import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { OperationSettings } from '../../settings/operation-settings.ts';
import type { MonitoredResources } from '../monitored-resources.ts';
import type { AlarmDefinition } from './alarm-definition.ts';
import { alarmDefinitions } from './alarm-definitions.ts';
import { AlarmTopics } from './alarm-topics.ts';

export interface AlarmsProps extends MonitoredResources {
  readonly settings: Pick<
    OperationSettings,
    'alarmEmail' | 'runbookUrl' | 'latencyP99Milliseconds' | 'authorizerReservedConcurrency'
  >;
}

/** Every alarm of the service. Alarms and recoveries are sent to the topic of the alarm's severity. */
export class Alarms extends Construct {
  readonly topics: AlarmTopics;
  private readonly created: readonly {
    readonly alarm: Alarm;
    readonly definition: AlarmDefinition;
  }[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topics = new AlarmTopics(this, 'Topics', props.settings);
    this.created = alarmDefinitions(props, props.settings).map((definition) => ({
      definition,
      alarm: this.createAlarm(definition, props.settings.runbookUrl),
    }));
  }

  get all(): readonly Alarm[] {
    return this.created.map(({ alarm }) => alarm);
  }

  /**
   * Returns the alarms that roll back a gradual deployment of a function.
   * @param name `authorizer`, or a route's `handler`
   */
  thatRollBack(name: string): readonly Alarm[] {
    return this.created
      .filter(
        ({ definition: { rollsBack } }) => rollsBack === 'all' || rollsBack?.function === name,
      )
      .map(({ alarm }) => alarm);
  }

  private createAlarm(definition: AlarmDefinition, runbookUrl: string): Alarm {
    const { id, runbook, meaning, action, metric, threshold, breaching, severity } = definition;
    const alarm = new Alarm(this, id, {
      alarmDescription: `${meaning} ${action} Runbook: ${runbookUrl}#${runbook}`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: breaching.periods,
      evaluationPeriods: breaching.of,
      // No traffic is not breaching.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const snsAction = new SnsAction(this.topics[severity]);
    alarm.addAlarmAction(snsAction);
    alarm.addOkAction(snsAction);
    return alarm;
  }
}
