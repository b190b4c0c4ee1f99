import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** One alarm, as a person on call meets it. It is set off by values at the threshold or above. */
export interface AlarmDefinition {
  /** The construct's id. */
  readonly id: string;
  /** Whether somebody is woken, or reads it in the morning. Refusals alone never page. */
  readonly severity: 'page' | 'notice';
  /** The heading in docs/runbook.md, as its anchor. */
  readonly runbook: string;
  readonly means: string;
  readonly action: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** In how many of the last periods the threshold must be reached. */
  readonly breaching: { readonly periods: number; readonly of: number };
  /** Whose gradual deployment goes back on it: that of one function, by its name, or every one. `@default none` */
  readonly rollsBack?: 'every' | { readonly function: string };
}

/** In two of five minutes: neither a single blip, nor a long wait. */
export const twoOfFive = { periods: 2, of: 5 };

/** In two of three periods of five minutes. */
export const twoOfThree = { periods: 2, of: 3 };
