import { readCondition, regexesIn, selectorsOf } from './condition.ts';
import { filterPattern } from './filter-pattern.ts';
import {
  type MetricDatum,
  readTransformation,
  type Transformation,
} from './metric-transformation.ts';
import {
  type CloudFormationTemplate,
  rejectOtherProperties,
  resourcesOf,
} from './template-resources.ts';
import { UnsupportedSyntax } from './unsupported-syntax.ts';

/** One AWS::Logs::MetricFilter. */
export interface MetricFilter {
  readonly logicalId: string;
  /** The logical id of the log group that it reads. */
  readonly logGroup: string;
  readonly pattern: string;
  readonly matches: (line: string) => boolean;
  readonly transformation: Transformation;
}

/** All metric filters of a template. */
export interface MetricFilters {
  readonly filters: readonly MetricFilter[];
  /** Returns the data that a line of a log group publishes. @throws {UndocumentedBehavior} */
  datapoints(logGroup: string, line: string): readonly MetricDatum[];
}

/** @see CloudWatch Logs, "CloudWatch Logs quotas" and "Supported regular expressions" */
const most = { filters: 100, filtersWithRegex: 5, regexesInPattern: 2 } as const;

/**
 * Parses every metric filter of a template, and checks CloudWatch Logs' quotas.
 *
 * @throws {UnsupportedSyntax} for what is not supported here, or what PutMetricFilter rejects
 */
export function metricFilters(template: CloudFormationTemplate): MetricFilters {
  const filters = resourcesOf(template, 'AWS::Logs::MetricFilter').map((resource) =>
    readFilter(...resource),
  );
  for (const group of new Set(filters.map(({ logGroup }) => logGroup)))
    checkQuotas(
      group,
      filters.filter(({ logGroup }) => logGroup === group),
    );
  const of = (group: string): readonly MetricFilter[] =>
    filters.filter(({ logGroup }) => logGroup === group);
  const published = ({ matches, transformation }: MetricFilter, line: string): MetricDatum[] =>
    matches(line) ? transformation.published(line) : [];
  return {
    filters,
    datapoints: (group, line) => of(group).flatMap((filter) => published(filter, line)),
  };
}

function readFilter(
  logicalId: string,
  properties: Readonly<Record<string, unknown>>,
): MetricFilter {
  rejectOtherProperties(logicalId, properties, [
    ...['FilterName', 'FilterPattern', 'LogGroupName', 'MetricTransformations'],
  ]);
  const pattern = String(properties['FilterPattern']);
  const logGroup = (properties['LogGroupName'] as { Ref?: unknown } | undefined)?.Ref;
  if (typeof logGroup !== 'string')
    throw new UnsupportedSyntax(`${logicalId}: its log group is not one of the template`);
  const selectors = new Set(selectorsOf(readCondition(pattern)).map(({ text }) => text));
  const transformation = readTransformation(
    logicalId,
    properties['MetricTransformations'],
    selectors,
  );
  return { logicalId, logGroup, pattern, matches: filterPattern(pattern), transformation };
}

function checkQuotas(group: string, filters: readonly MetricFilter[]): void {
  const regexes = filters.map(({ pattern }) => regexesIn(readCondition(pattern)));
  const figures = {
    filters: filters.length,
    filtersWithRegex: regexes.filter((count) => count > 0).length,
    regexesInPattern: Math.max(...regexes),
  };
  for (const [name, figure] of Object.entries(figures)) {
    const limit = most[name as keyof typeof most];
    if (figure > limit)
      throw new UnsupportedSyntax(`${group}: ${figure} ${name}, at most ${limit}`);
  }
}
