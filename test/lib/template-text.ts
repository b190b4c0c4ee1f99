type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

interface Resource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly DeletionPolicy?: string;
  readonly UpdatePolicy?: Json;
}

interface Output {
  readonly Value: Json;
}

/**
 * Returns the resources and outputs of a template as texts for review: a line for each value, with references such as
 * `${HttpApi}`. They leave out what changes with the functions' code (hashes and version ids), `DependsOn`,
 * `UpdateReplacePolicy`, metadata, and everything of a dashboard but the titles of its widgets.
 */
export function templateTexts(template: Readonly<Record<string, unknown>>): readonly string[] {
  const resources = Object.entries(template['Resources'] as Record<string, Resource>);
  const outputs = Object.entries((template['Outputs'] ?? {}) as Record<string, Output>);
  return [
    ...resources.map(([id, resource]) => resourceText(id, resource)),
    ['Outputs', ...outputs.flatMap(([id, { Value }]) => leaves(Value, `.${id}`))].join('\n'),
  ];
}

function resourceText(
  id: string,
  { Type, Properties = {}, DeletionPolicy, UpdatePolicy }: Resource,
): string {
  return [
    `${shortId(id)} ${Type}${DeletionPolicy === undefined ? '' : ` (${DeletionPolicy})`}`,
    ...(Type === 'AWS::CloudWatch::Dashboard' ? titles(Properties) : leaves(Properties, '')),
    ...(UpdatePolicy === undefined ? [] : leaves(UpdatePolicy, '.UpdatePolicy')),
  ].join('\n');
}

function leaves(value: Json, path: string): readonly string[] {
  const text = scalar(value);
  if (text !== undefined) return [`  ${path.slice(1)}: ${withoutHashes(text)}`];
  return Object.entries(value as Readonly<Record<string, Json>>).flatMap(([name, member]) =>
    leaves(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`),
  );
}

/** Returns a value as text, undefined for a list or an object that is no intrinsic function. */
function scalar(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Object.keys(value).length === 0) return JSON.stringify(value);
  if ('Ref' in value) return `\${${shortId(String(value['Ref']))}}`;
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Readonly<Record<string, Json>>;
  if (Array.isArray(attribute)) return `\${${shortId(String(attribute[0]))}.${attribute[1]}}`;
  if (Array.isArray(join)) return (join[1] as readonly Json[]).map(scalar).join(String(join[0]));
  return undefined;
}

/** Dashboards are long, and reviewed in the code (lib/observability/dashboard). */
function titles(properties: Json): readonly string[] {
  const { DashboardBody = '' } = properties as Readonly<Record<string, Json>>;
  const { widgets } = JSON.parse(String(scalar(DashboardBody)));
  return widgets.map(
    ({ type, properties }: { type: string; properties: { title?: string; markdown?: string } }) =>
      `  ${type}: ${(properties.title ?? properties.markdown ?? '').split('\n')[0]}`,
  );
}

function shortId(id: string): string {
  return withoutHashes(id).replace(/[0-9A-F]{8}(<version>)?$/, '');
}

function withoutHashes(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{64}/g, '<asset>')
    .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>');
}
