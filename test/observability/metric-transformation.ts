import { jsonObject, UndocumentedBehavior } from './filter-pattern.ts';
import { readSelector, type Selector } from './selector.ts';
import { rejectOtherProperties } from './template-resources.ts';
import { createReader, UnsupportedSyntax } from './unsupported-syntax.ts';

/** One value of a metric. */
export interface MetricDatum {
  readonly namespace: string;
  readonly name: string;
  readonly value: number;
  /** `None` if none is given. */
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
}

/** What a metric filter makes of the lines that match. */
export interface Transformation {
  readonly namespace: string;
  readonly name: string;
  /** What a line that matches publishes: nothing if the value or a dimension is not in it. */
  published(line: string): MetricDatum[];
  /** What a minute publishes that has lines of which none matches. */
  readonly defaultData: readonly MetricDatum[];
}

/** @see CloudWatch Logs, "Publishing dimensions with metrics" */
const mostDimensions = 3;

/**
 * Reads the MetricTransformations of a filter: exactly one.
 *
 * @param selectors those of the pattern, which alone are documented as dimensions
 * @throws {UnsupportedSyntax}
 */
export function readTransformation(
  where: string,
  given: unknown,
  selectors: ReadonlySet<string>,
): Transformation {
  const [only, ...more] = given as readonly Readonly<Record<string, unknown>>[];
  if (only === undefined || more.length > 0)
    throw new UnsupportedSyntax(`${where}: a filter has exactly one metric transformation`);
  rejectOtherProperties(where, only, [
    ...['DefaultValue', 'Dimensions', 'MetricName', 'MetricNamespace', 'MetricValue', 'Unit'],
  ]);
  const dimensions = readDimensions(where, only['Dimensions'] ?? [], selectors);
  const defaultData = only['DefaultValue'];
  if (defaultData !== undefined && dimensions.length > 0)
    throw new UnsupportedSyntax(`${where}: a metric with dimensions has no default value`);
  const valueIn = readValue(String(only['MetricValue']));
  const metric = { namespace: String(only['MetricNamespace']), name: String(only['MetricName']) };
  const unit = String(only['Unit'] ?? 'None');
  return {
    ...metric,
    published(line) {
      const event = jsonObject(line);
      const value = valueIn(event);
      const found = dimensions.map(([name, selector]) => [name, dimensionIn(event, selector)]);
      if (value === undefined || found.some(([, text]) => text === undefined)) return [];
      return [{ ...metric, unit, value, dimensions: Object.fromEntries(found) }];
    },
    defaultData:
      defaultData === undefined
        ? []
        : [{ ...metric, unit, value: Number(defaultData), dimensions: {} }],
  };
}

function readDimensions(
  where: string,
  given: unknown,
  selectors: ReadonlySet<string>,
): readonly (readonly [name: string, selector: Selector])[] {
  const dimensions = given as readonly { readonly Key: string; readonly Value: string }[];
  if (dimensions.length > mostDimensions)
    throw new UnsupportedSyntax(
      `${where}: ${dimensions.length} dimensions, at most ${mostDimensions}`,
    );
  return dimensions.map(({ Key, Value }) => {
    if (!selectors.has(Value))
      throw new UnsupportedSyntax(`${where}: dimension ${Key} is not a property of the pattern`);
    return [Key, readSelector(createReader(Value))] as const;
  });
}

function readValue(given: string): (event: unknown) => number | undefined {
  if (!given.startsWith('$')) {
    if (given.trim() === '' || Number.isNaN(Number(given)))
      throw new UnsupportedSyntax(`the metric value ${given} is neither a number nor a selector`);
    return () => Number(given);
  }
  const selector = readSelector(createReader(given));
  return (event) => {
    const value = selector.valueIn(event);
    if (value === undefined || typeof value === 'number') return value;
    throw new UndocumentedBehavior(`undocumented: the metric value ${JSON.stringify(value)}`);
  };
}

function dimensionIn(event: unknown, selector: Selector): string | undefined {
  const value = selector.valueIn(event);
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new UndocumentedBehavior(`undocumented: the dimension ${JSON.stringify(value)}`);
}
