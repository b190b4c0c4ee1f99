import { parseAlarmMetrics } from './alarm-metrics.ts';
import { alarmSeries, type TimedDatum } from './alarm-series.ts';
import { type AlarmState, type Evaluation, evaluatedState } from './evaluated-state.ts';
import { rejectOtherProperties } from './template-resources.ts';
import { UnsupportedSyntax } from './unsupported-syntax.ts';

/** The properties of an AWS::CloudWatch::Alarm, as in the template. */
export type AlarmProperties = Readonly<Record<string, unknown>>;

/** When an alarm is evaluated, its previous state and the service quotas. */
export interface Moment {
  /** Seconds since 1970. */
  readonly atSeconds: number;
  /** The previous state. @default INSUFFICIENT_DATA */
  readonly was?: AlarmState;
  /** Service quotas by the id of the usage metric. @default none */
  readonly quotas?: Readonly<Record<string, number>>;
  /**
   * The evaluation range, in periods. @default EvaluationPeriods + 2, as in the documentation's
   * examples, which only say that it depends on the period.
   */
  readonly rangePeriods?: number;
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const treatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/**
 * Returns the state of an alarm for metric data.
 *
 * @param data of any metrics, in any order
 * @throws {UnsupportedSyntax} for what is not supported here: anomaly detection, other functions and statistics
 * @see CloudWatch, "Alarm evaluation"
 */
export function alarmState(
  properties: AlarmProperties,
  data: readonly TimedDatum[],
  moment: Moment,
): AlarmState {
  const alarmMetrics = parseAlarmMetrics(properties);
  const evaluation = readEvaluation(properties);
  const periods = moment.rangePeriods ?? evaluation.evaluationPeriods + 2;
  const until = { atSeconds: moment.atSeconds, periods };
  const series = alarmSeries(alarmMetrics, data, until, moment.quotas ?? {});
  const was = moment.was ?? 'INSUFFICIENT_DATA';
  return evaluatedState(series, evaluation, was);
}

function readEvaluation(properties: AlarmProperties): Evaluation {
  rejectOtherProperties('an alarm', properties, [
    ...['ActionsEnabled', 'AlarmActions', 'AlarmDescription', 'AlarmName', 'OKActions', 'Tags'],
    ...['InsufficientDataActions', 'ComparisonOperator', 'DatapointsToAlarm', 'EvaluationPeriods'],
    ...['Threshold', 'TreatMissingData', 'Metrics', 'Namespace', 'MetricName', 'Dimensions'],
    ...['Period', 'Statistic', 'ExtendedStatistic', 'Unit'],
  ]);
  const operator = String(properties['ComparisonOperator']);
  const compare = comparisons[operator];
  if (compare === undefined) throw new UnsupportedSyntax(`${operator} is not supported here`);
  const threshold = Number(properties['Threshold']);
  const evaluationPeriods = Number(properties['EvaluationPeriods']);
  const datapointsToAlarm = Number(properties['DatapointsToAlarm'] ?? evaluationPeriods);
  if (!(datapointsToAlarm >= 1 && datapointsToAlarm <= evaluationPeriods))
    throw new UnsupportedSyntax(`${datapointsToAlarm} out of ${evaluationPeriods} data points`);
  const given = properties['TreatMissingData'] ?? 'missing';
  const treatMissingData = treatments.find((one) => one === given);
  if (treatMissingData === undefined) throw new UnsupportedSyntax(`no treatment ${given}`);
  const isBreaching = (value: number): boolean => compare(value, threshold);
  return { isBreaching, evaluationPeriods, datapointsToAlarm, treatMissingData };
}
