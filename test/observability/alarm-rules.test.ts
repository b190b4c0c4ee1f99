import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { templateOf } from '../synthesized.ts';
import { parseAlarmMetrics } from './alarm-metrics.ts';
import { deployedStack } from './deployed-stack.ts';

describe.each(apiTypes)('every alarm of the %s stack', (api) => {
  const stack = deployedStack(api, { authorizerReservedConcurrency: 50 });
  const topics = {
    page: { Ref: stack.idOf('ObservabilityAlarmsTopicsPage') },
    notice: { Ref: stack.idOf('ObservabilityAlarmsTopicsNotice') },
  };
  const notices = [
    'RejectionRate',
    'AccountConcurrencyNearLimit',
    'AccountRateNearLimit',
    'AuthorizerConcurrencyNearLimit',
  ];

  test.each([...stack.alarms])(
    '%s describes its meaning, the action and the runbook section',
    (_, alarm) => {
      const description = String(alarm['AlarmDescription']);
      // The limit of PutMetricAlarm.
      expect(description.length).toBeLessThanOrEqual(1024);
      const [, text = '', anchor] =
        /^(.+) Runbook: docs\/runbook\.md#([a-z-]+)$/.exec(description) ?? [];
      expect(anchor).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(text.split(/(?<=\.) /).length, 'meaning and action').toBeGreaterThanOrEqual(2);
    },
  );

  test.each([...stack.alarms])(
    '%s notifies the topic of its severity of alarms and recoveries',
    (name, alarm) => {
      const topic = notices.includes(name) ? topics.notice : topics.page;
      expect(alarm['AlarmActions']).toEqual([topic]);
      expect(alarm['OKActions']).toEqual([topic]);
      expect(alarm['InsufficientDataActions']).toBeUndefined();
      expect(alarm['ActionsEnabled']).not.toBe(false);
    },
  );

  test.each([...stack.alarms])(
    '%s treats missing data as not breaching, and uses at most ten metrics',
    (_, alarm) => {
      expect(alarm['TreatMissingData']).toBe('notBreaching');
      expect(() => parseAlarmMetrics(alarm)).not.toThrow();
    },
  );

  test('monitors the Errors metric of handlers only, because the authorizer rejects by throwing', () => {
    const onErrors = Array.from(stack.alarms).flatMap(([name, alarm]) =>
      Array.from(parseAlarmMetrics(alarm).metrics.values())
        .filter((metric) => metric.name === 'Errors')
        .map(({ dimensions }) => [name, dimensions]),
    );
    const of = (id: string) => ({ FunctionName: { Ref: stack.idOf(id) } });
    expect(onErrors).toEqual([
      ['PublicHandlerErrors', of('PublicHandler')],
      ['ProtectedHandlerErrors', of('ProtectedHandler')],
    ]);
  });

  test('links to runbookUrl', () => {
    const { alarms } = deployedStack(api, { runbookUrl: 'https://wiki.example.com/api' });
    for (const alarm of alarms.values())
      expect(alarm['AlarmDescription']).toMatch(
        / Runbook: https:\/\/wiki\.example\.com\/api#[a-z-]+$/,
      );
  });

  test('is absent in dev, with its topics and key', () => {
    const template = templateOf({ api });
    for (const type of ['AWS::CloudWatch::Alarm', 'AWS::SNS::Topic', 'AWS::KMS::Key'])
      template.resourceCountIs(type, 0);
  });

  test('about reserved concurrency exists only with authorizerReservedConcurrency', () => {
    expect(deployedStack(api).alarms.has('AuthorizerConcurrencyNearLimit')).toBe(false);
  });
});
