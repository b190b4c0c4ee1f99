import { templateOf } from '../synthesized.ts';
import type { AlarmProperties } from './alarm-state.ts';
import { type CloudFormationTemplate, resourcesOf } from './template-resources.ts';

type Context = Readonly<Record<string, unknown>>;

/** A stack as it is deployed, with what is watched of it by short names. */
export interface DeployedStack {
  readonly template: CloudFormationTemplate;
  /** By the ids of lib/observability: `AuthorizerFailing`. */
  readonly alarms: ReadonlyMap<string, AlarmProperties>;
  readonly accessLogFormat: string;
  /** The logical id of the one resource whose id begins so. */
  idOf(beginning: string): string;
  alarm(name: string): AlarmProperties;
}

/** Synthesizes the stack for a context. `@default of a context: stage prod, which has alarms` */
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
    idOf: (beginning) => theOne(template, beginning),
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

function theOne(template: CloudFormationTemplate, beginning: string): string {
  const wanted = new RegExp(`^${beginning}[0-9A-F]{8}$`);
  const [id, ...more] = Object.keys(template.Resources).filter((each) => wanted.test(each));
  return id !== undefined && more.length === 0 ? id : missing(`exactly one ${beginning}`);
}

function missing(what: string): never {
  throw new Error(`the template lacks ${what}`);
}
