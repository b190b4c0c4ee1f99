import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { accessLogFormat } from '../../../lib/access-log.ts';
import { deploymentSettings } from '../../../lib/deployment-settings.ts';
import { accessLogBytes, eventBytes } from '../../../tools/cost/access-log-bytes.ts';
import { usual } from '../../../tools/cost/assumptions.ts';
import { effects, freeSettings } from '../../../tools/cost/effects.ts';
import { scaleDocument } from '../../../tools/cost/scale-document.ts';
import { refusalReasons } from '../../refusal-reasons.ts';
import { flavours, templateOf } from '../../synthesized.ts';

// What the cost is computed with is what is deployed.

/** The properties of a type's resources. */
function propertiesOf(template: Template, type: string): readonly Record<string, unknown>[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}

/** Each metric that an alarm computes with is charged; what it computes is not. */
function watchedBy(alarm: Record<string, unknown>): number {
  const metrics = alarm['Metrics'] as readonly { MetricStat?: object }[] | undefined;
  return metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
}

/** Metrics of ours that a filter may come to: with a dimension, one for each reason. */
function countedBy(filter: Record<string, unknown>): number {
  const [transformation] = filter['MetricTransformations'] as readonly { Dimensions?: object[] }[];
  return transformation?.Dimensions === undefined ? 1 : refusalReasons.length;
}

const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);

describe.each(flavours)('the %s flavour of the stage prod', (api) => {
  const template = templateOf({ api, stage: 'prod' });

  test('has as many alarms, by the metrics that they watch', () => {
    const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
    expect(sum(alarms.map(watchedBy))).toBe(usual.alarmMetrics);
  });

  test('has as many metrics of its own, if each reason to refuse occurs', () => {
    const filters = propertiesOf(template, 'AWS::Logs::MetricFilter');
    expect(sum(filters.map(countedBy))).toBe(usual.customMetrics);
  });

  test('has as many dashboards and keys', () => {
    template.resourceCountIs('AWS::CloudWatch::Dashboard', usual.dashboards);
    template.resourceCountIs('AWS::KMS::Key', usual.keys);
  });

  test('has functions of that memory, on arm64', () => {
    const functions = propertiesOf(template, 'AWS::Lambda::Function');
    expect(functions.map(({ MemorySize }) => MemorySize).sort()).toEqual([
      ...[usual.handler, usual.handler].map(({ memoryMegabytes }) => memoryMegabytes),
      usual.authorizer?.memoryMegabytes,
    ]);
    for (const { Architectures } of functions) expect(Architectures).toEqual(['arm64']);
  });

  test('keeps its logs for that long', () => {
    for (const { RetentionInDays } of propertiesOf(template, 'AWS::Logs::LogGroup'))
      expect(RetentionInDays).toBe(usual.logRetentionDays);
  });

  test('has access log lines of that length: longer than their format, which names values', () => {
    const [stage] = propertiesOf(
      template,
      api === 'http' ? 'AWS::ApiGatewayV2::Stage' : 'AWS::ApiGateway::Stage',
    );
    const logged = stage?.[api === 'http' ? 'AccessLogSettings' : 'AccessLogSetting'];
    expect(logged).toMatchObject({ Format: accessLogFormat(api) });
    const names = accessLogFormat(api).replaceAll(/\$context\.[\w.]+/g, '').length;
    expect(accessLogBytes(api)).toBe(usual.accessLogBytes[api]);
    expect(accessLogBytes(api)).toBeGreaterThan(eventBytes + names);
  });
});

test('without alarms, the stage has neither those nor the key, and the rest', () => {
  const template = templateOf({ stage: 'prod', alarms: false });
  template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.resourceCountIs('AWS::CloudWatch::Dashboard', usual.dashboards);
  expect(sum(propertiesOf(template, 'AWS::Logs::MetricFilter').map(countedBy))).toBe(
    usual.customMetrics,
  );
});

test('reserved concurrency brings an alarm on one metric', () => {
  const template = templateOf({ stage: 'prod', authorizerReservedConcurrency: 100 });
  const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
  expect(sum(alarms.map(watchedBy))).toBe(usual.alarmMetrics + 1);
});

test('every setting that the documents advise on is one', () => {
  const given: Record<string, string> = { issuer: 'https://example.com', audience: 'us' };
  const settings = Object.keys(deploymentSettings((name) => given[name]));
  const [, advice = ''] = scaleDocument().split('## What to ask for, what to set');
  const named = [...effects.map(({ setting }) => setting), ...freeSettings, advice]
    .flatMap((text) => [...text.matchAll(/`([a-z]+[A-Z]\w+)`/g)])
    .map(([, name]) => name);
  expect(named.length).toBeGreaterThan(10);
  for (const name of named) expect(settings).toContain(name);
});
