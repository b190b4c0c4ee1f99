/** One line of a table of results. */
export interface Row {
  readonly part: string;
  readonly figure: string;
  readonly value: string;
  readonly spread: string;
  readonly aim?: string;
  /** What `--check` compares with `band`. */
  readonly measured?: number;
  readonly band?: Band;
}

export interface Band {
  readonly low: number;
  readonly high: number;
}
