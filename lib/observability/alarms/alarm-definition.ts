import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** One alarm. Values at or above the threshold breach it. */
export interface AlarmDefinition {
  /** The construct's id. */
  readonly id: string;
  /** `page` wakes somebody; `notice` can wait. Rejections alone never page. */
  readonly severity: 'page' | 'notice';
  /** The anchor of its section in docs/runbook.md. */
  readonly runbook: string;
  /** What has happened, in one sentence. */
  readonly meaning: string;
  /** What to do first. */
  readonly action: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** In how many of the last periods the threshold must be breached. */
  readonly breaching: { readonly periods: number; readonly of: number };
  /** Which gradual deployments it rolls back: those of all functions, or of one. @default none */
  readonly rollsBack?: 'all' | { readonly function: string };
}

/** Two of five minutes: ignores a single breach, and alarms early. */
export const twoOfFive = { periods: 2, of: 5 };

/** Two of three periods of five minutes. */
export const twoOfThree = { periods: 2, of: 3 };
