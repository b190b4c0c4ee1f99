import { describe, expect, test } from 'vitest';
import { accessLogFields, logEvents, rejectionReasons } from '../../contract/log-events.ts';
import { logQueries } from '../../lib/observability/log-queries.ts';
import { type CloudFormationTemplate, resourcesOf } from '../observability/template-resources.ts';
import { templateOf } from '../synthesized.ts';
import { anchors, deadLinks, page } from './page.ts';

const operations = page('operations');
const runbook = page('runbook');

const template = templateOf({
  stage: 'prod',
  authorizerReservedConcurrency: 10,
}).toJSON() as CloudFormationTemplate;

/** Names of fixture handlers, as the pages write them for all handlers. */
const withPlaceholders = (alarm: string) =>
  alarm
    .replace(/^(Public|Protected)(?=HandlerErrors)/, '<Handler>')
    .replace(/^(Authorizer|Public|Protected)(?=Throttled)/, '<Function>');

const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([id, properties]) => ({
  name: withPlaceholders(id.replace(/^ObservabilityAlarms|[0-9A-F]{8}$/g, '')),
  description: String(properties['AlarmDescription']),
}));

const metrics = resourcesOf(template, 'AWS::Logs::MetricFilter').map(([id]) =>
  id.replace(/^(AuthorizerMetrics|Observability)|[0-9A-F]{8}$/g, ''),
);

describe('docs/operations.md', () => {
  const names = [
    ...Object.values(logEvents),
    ...rejectionReasons,
    ...accessLogFields,
    ...metrics,
    ...alarms.map(({ name }) => name),
  ];
  test.each([...new Set(names)])('describes %s', (name) => {
    expect(operations).toContain(`\`${name}\``);
  });

  test('names every saved query', () => {
    for (const { name } of Object.values(logQueries))
      expect(operations.replaceAll(/\s+/g, ' ')).toContain(`*${name}*`);
  });
});

describe('docs/runbook.md', () => {
  test.each(alarms)('has the section that the description of $name links to', ({ description }) => {
    const [, anchor = ''] = /Runbook: docs\/runbook\.md#([\w-]+)$/.exec(description) ?? [];
    expect(anchors(runbook)).toContain(anchor);
  });

  test('uses every saved query', () => {
    for (const { name } of Object.values(logQueries)) expect(runbook).toContain(`*${name}*`);
  });
});

test.each(['operations', 'runbook', 'settings', 'use-the-authorizer'])(
  'docs/%s.md has no dead links',
  (name) => {
    expect(deadLinks(name)).toEqual([]);
  },
);
