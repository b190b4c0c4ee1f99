import { describe, expect, test } from 'vitest';
import { flavours, templateOf } from '../synthesized.ts';
import { deployedStack } from './deployed-stack.ts';
import { readWatched } from './watched.ts';

describe.each(flavours)('every alarm of the %s stack', (api) => {
  const stack = deployedStack(api, { authorizerReservedConcurrency: 50 });
  const topics = {
    page: { Ref: stack.idOf('ObservabilityAlarmsTopicsPage') },
    notice: { Ref: stack.idOf('ObservabilityAlarmsTopicsNotice') },
  };
  const notices = [
    'RefusalsJump',
    'AccountConcurrencyNearLimit',
    'AccountRateNearLimit',
    'AuthorizerConcurrencyNearLimit',
  ];

  test.each([...stack.alarms])(
    '%s says what it means, what to do and where to read on',
    (_, alarm) => {
      const description = String(alarm['AlarmDescription']);
      // PutMetricAlarm takes no more.
      expect(description.length).toBeLessThanOrEqual(1024);
      const [, said = '', anchor] =
        /^(.+) Runbook: docs\/runbook\.md#([a-z-]+)$/.exec(description) ?? [];
      expect(anchor).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(said.split(/(?<=\.) /).length, 'meaning and action').toBeGreaterThanOrEqual(2);
    },
  );

  test.each([...stack.alarms])(
    '%s tells the topic of its severity, of itself and of its end',
    (name, alarm) => {
      const topic = notices.includes(name) ? topics.notice : topics.page;
      expect(alarm['AlarmActions']).toEqual([topic]);
      expect(alarm['OKActions']).toEqual([topic]);
      expect(alarm['InsufficientDataActions']).toBeUndefined();
      expect(alarm['ActionsEnabled']).not.toBe(false);
    },
  );

  test.each([...stack.alarms])(
    '%s takes no data for good news, and looks at ten metrics at most',
    (_, alarm) => {
      expect(alarm['TreatMissingData']).toBe('notBreaching');
      expect(() => readWatched(alarm)).not.toThrow();
    },
  );

  test('looks at the errors of handlers only, for an authorizer refuses by errors', () => {
    const onErrors = Array.from(stack.alarms).flatMap(([name, alarm]) =>
      Array.from(readWatched(alarm).metrics.values())
        .filter((metric) => metric.name === 'Errors')
        .map(({ dimensions }) => [name, dimensions]),
    );
    const of = (id: string) => ({ FunctionName: { Ref: stack.idOf(id) } });
    expect(onErrors).toEqual([
      ['PublicHandlerErrors', of('PublicHandler')],
      ['ProtectedHandlerErrors', of('ProtectedHandler')],
    ]);
  });

  test('stands where the runbook is read', () => {
    const { alarms } = deployedStack(api, { runbookUrl: 'https://wiki.example.com/api' });
    for (const alarm of alarms.values())
      expect(alarm['AlarmDescription']).toMatch(
        / Runbook: https:\/\/wiki\.example\.com\/api#[a-z-]+$/,
      );
  });

  test('is left out in dev, with its topics and its key', () => {
    const template = templateOf({ api });
    for (const type of ['AWS::CloudWatch::Alarm', 'AWS::SNS::Topic', 'AWS::KMS::Key'])
      template.resourceCountIs(type, 0);
  });

  test('of a limit of instances is there only with a limit', () => {
    expect(deployedStack(api).alarms.has('AuthorizerConcurrencyNearLimit')).toBe(false);
  });
});
