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

/** Every alarm of the service, telling of itself and of its recovery by its severity's topic. */
export class Alarms extends Construct {
  readonly topics: AlarmTopics;
  private readonly made: readonly { readonly alarm: Alarm; readonly definition: AlarmDefinition }[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topics = new AlarmTopics(this, 'Topics', props.settings);
    this.made = alarmDefinitions(props, props.settings).map((definition) => ({
      definition,
      alarm: this.alarm(definition, props.settings.runbookUrl),
    }));
  }

  get all(): readonly Alarm[] {
    return this.made.map(({ alarm }) => alarm);
  }

  /**
   * Gives the alarms that new code of a function can set off: its gradual deployment goes back on them.
   * @param name `authorizer`, or a route's `handler`
   */
  rollingBack(name: string): readonly Alarm[] {
    return this.made
      .filter(
        ({ definition: { rollsBack } }) => rollsBack === 'every' || rollsBack?.function === name,
      )
      .map(({ alarm }) => alarm);
  }

  private alarm(definition: AlarmDefinition, runbookUrl: string): Alarm {
    const { id, runbook, means, action, metric, threshold, breaching, severity } = definition;
    const alarm = new Alarm(this, id, {
      alarmDescription: `${means} ${action} Runbook: ${runbookUrl}#${runbook}`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: breaching.periods,
      evaluationPeriods: breaching.of,
      // No requests, no data: an API at rest is well.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const snsAction = new SnsAction(this.topics[severity]);
    alarm.addAlarmAction(snsAction);
    alarm.addOkAction(snsAction);
    return alarm;
  }
}
