import { templateOf } from '../synthesized.ts';
import type { AlarmProperties } from './alarm-state.ts';
import { type CloudFormationTemplate, resourcesOf } from './template-resources.ts';

type Context = Readonly<Record<string, unknown>>;

/** A synthesized stack, with its alarms by short names. */
export interface DeployedStack {
  readonly template: CloudFormationTemplate;
  /** By the ids of lib/observability: `AuthorizerErrors`. */
  readonly alarms: ReadonlyMap<string, AlarmProperties>;
  readonly accessLogFormat: string;
  /** Returns the logical id of the only resource whose id has this prefix. */
  idOf(prefix: string): string;
  alarm(name: string): AlarmProperties;
}

/** Synthesizes the stack for a context, by default the stage prod, which has alarms. */
export function deployedStack(api: 'http' | 'rest', context: Context = {}): DeployedStack {
  const template = templateOf({
    api,
    stage: 'prod',
    ...context,
  }).toJSON() as CloudFormationTemplate;
  const alarms = new Map(
    resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([id, properties]) => [
      shortName(id),
      properties,
    ]),
  );
  return {
    template,
    alarms,
    accessLogFormat: formatOf(template, api),
    idOf: (prefix) => onlyId(template, prefix),
    alarm: (name) => alarms.get(name) ?? missing(`alarm ${name}`),
  };
}

/** `ObservabilityAlarmsSlowRequests0B2D823D` → `SlowRequests`. */
function shortName(logicalId: string): string {
  return logicalId.replace(/^ObservabilityAlarms/, '').replace(/[0-9A-F]{8}$/, '');
}

function formatOf(template: CloudFormationTemplate, api: 'http' | 'rest'): string {
  const [type, property] =
    api === 'http'
      ? (['AWS::ApiGatewayV2::Stage', 'AccessLogSettings'] as const)
      : (['AWS::ApiGateway::Stage', 'AccessLogSetting'] as const);
  const [stage] = resourcesOf(template, type);
  const settings = stage?.[1][property] as { readonly Format: string } | undefined;
  return settings?.Format ?? missing(`${property} of a stage`);
}

function onlyId(template: CloudFormationTemplate, prefix: string): string {
  const wanted = new RegExp(`^${prefix}[0-9A-F]{8}$`);
  const [id, ...more] = Object.keys(template.Resources).filter((each) => wanted.test(each));
  return id !== undefined && more.length === 0 ? id : missing(`exactly one ${prefix}`);
}

function missing(what: string): never {
  throw new Error(`the template does not have ${what}`);
}
