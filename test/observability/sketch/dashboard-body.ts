import { type CloudFormationTemplate, resourcesOf } from '../template-resources.ts';

/** A metric of a graph: `[namespace, name, dimension, value, …, options]`, or `[options]` with an expression. */
export type MetricRow = readonly unknown[];

/** A widget of a dashboard body, at its place in the grid of 24 columns. */
export interface Widget {
  readonly type: 'text' | 'alarm' | 'metric' | 'log';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly view?: string;
    readonly stacked?: boolean;
    readonly metrics?: readonly MetricRow[];
    readonly query?: string;
    readonly annotations?: { readonly horizontal?: readonly { readonly label?: string }[] };
  };
}

/** Gives the widgets of a template's one dashboard; what only a deployment knows by the name it has here. */
export function dashboardWidgets(template: CloudFormationTemplate): readonly Widget[] {
  const [dashboard, ...more] = resourcesOf(template, 'AWS::CloudWatch::Dashboard');
  if (dashboard === undefined || more.length > 0) throw new Error('there must be one dashboard');
  const body = dashboard[1]['DashboardBody'] as { 'Fn::Join': [string, readonly unknown[]] };
  const [separator, parts] = body['Fn::Join'];
  return JSON.parse(parts.map(legible).join(separator)).widgets;
}

/** `{ Ref: 'AuthorizerBD825682' }` → `Authorizer`; an alarm's ARN → `SlowRequests`. */
function legible(part: unknown): string {
  if (typeof part === 'string') return part;
  const { Ref, 'Fn::GetAtt': attribute } = part as {
    Ref?: string;
    'Fn::GetAtt'?: [string, string];
  };
  const id = Ref ?? attribute?.[0];
  if (id === undefined) throw new Error(`not known in a dashboard: ${JSON.stringify(part)}`);
  return id.replace(/^ObservabilityAlarms/, '').replace(/[0-9A-F]{8}$/, '');
}
