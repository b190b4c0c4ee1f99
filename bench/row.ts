/** One line of the table: a figure with its spread, and what it is held against. */
export interface Row {
  readonly part: string;
  readonly figure: string;
  readonly value: string;
  readonly spread: string;
  readonly aim?: string;
  readonly band?: { readonly low: number; readonly high: number };
  readonly ratio?: number;
}
