import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { OperationSettings } from '../../settings/operation-settings.ts';
import type { MonitoredResources } from '../monitored-resources.ts';
import type { AlarmDefinition } from './alarm-definition.ts';
import { alarmDefinitions } from './alarm-definitions.ts';
import { AlarmTopics } from './alarm-topics.ts';
import { createAlarm } from './create-alarm.ts';

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
      alarm: createAlarm(this, definition, this.topics, props.settings.runbookUrl),
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
}
