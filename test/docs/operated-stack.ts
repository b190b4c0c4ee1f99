import { deploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { type CloudFormationTemplate, resourcesOf } from '../observability/template-resources.ts';
import { flavours, templateOf } from '../synthesized.ts';

/** The prod stage of both flavours, with every alarm that there can be. */
const templates = flavours.map((api) => {
  const context = { stage: 'prod', authorizerReservedConcurrency: 10, api };
  return templateOf(context).toJSON() as CloudFormationTemplate;
});

/** The alarms, by the construct's own id, each with what its message says. */
export const alarms = own('AWS::CloudWatch::Alarm', 'ObservabilityAlarms').map(
  ([id, { AlarmDescription }]) => [id, String(AlarmDescription)] as const,
);

/** The metric filters, by the construct's own id. */
export const metricFilterIds = own('AWS::Logs::MetricFilter', 'ObservabilityMetrics').map(
  ([id]) => id,
);

/** What the dashboard's widgets are called. */
export const widgetTitles = templates.flatMap((template) => {
  const dashboards = JSON.stringify(resourcesOf(template, 'AWS::CloudWatch::Dashboard'));
  return Array.from(dashboards.matchAll(/\\+"title\\+":\\+"(.*?)\\+"/g), ([, title = '']) => title);
});

/** Every setting there is, by the name that it is asked for by. */
export const settingNames: ReadonlySet<string> = (() => {
  const names = new Set<string>();
  const required = { issuer: 'https://example.com/issuer', audience: 'any' };
  deploymentSettings((name) => {
    names.add(name);
    return required[name as keyof typeof required];
  });
  return names;
})();

/** Resources by the construct's own id: without those of its parents, and its hash. */
function own(type: string, parents: string) {
  return templates
    .flatMap((template) => resourcesOf(template, type))
    .map(
      ([id, properties]) =>
        [id.replace(new RegExp(`^${parents}|[0-9A-F]{8}$`, 'g'), ''), properties] as const,
    );
}
