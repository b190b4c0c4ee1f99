import type { Series } from './series-math.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** How an alarm evaluates data points. */
export interface Evaluation {
  readonly isBreaching: (value: number) => boolean;
  /** N: number of evaluated data points. */
  readonly evaluationPeriods: number;
  /** M: how many of them must be breaching. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
}

/**
 * Returns the state of an alarm for data points.
 *
 * @param range the evaluation range, the oldest first: more than N, in case some are missing
 * @param was the previous state, which `ignore` may retain
 * @see CloudWatch, "Configuring how CloudWatch alarms treat missing data"
 */
export function evaluatedState(range: Series, evaluation: Evaluation, was: AlarmState): AlarmState {
  const { isBreaching, evaluationPeriods, datapointsToAlarm, treatMissingData } = evaluation;
  const real = range.filter((value) => value !== undefined).slice(-evaluationPeriods);
  const lacking = evaluationPeriods - real.length;
  const breaching = real.filter(isBreaching).length;
  const filled = treatMissingData === 'breaching' ? breaching + lacking : breaching;
  if (filled >= datapointsToAlarm) return 'ALARM';
  // Enough is known: data is missing nowhere, is filled in, or something that is there is good.
  const isFilled = treatMissingData === 'breaching' || treatMissingData === 'notBreaching';
  if (lacking === 0 || isFilled || breaching < real.length) return 'OK';
  if (treatMissingData === 'ignore') return was;
  // "Avoiding premature transitions": a breach that is old enough counts, with nothing good after it.
  const oldest = range.findIndex((value) => value !== undefined);
  const isOld = oldest >= 0 && range.length - oldest >= datapointsToAlarm;
  return isOld ? 'ALARM' : 'INSUFFICIENT_DATA';
}
