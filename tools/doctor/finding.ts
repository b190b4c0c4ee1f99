/** One thing that was looked at, and what to do about it if it is not well. */
export type Finding = Observation | ProblemFound;

interface Observation {
  /** `warning`: tokens can be verified all the same. */
  readonly level: 'ok' | 'warning';
  readonly text: string;
}

/** Something for which tokens cannot be verified, or may not be. */
export interface ProblemFound {
  readonly level: 'problem';
  readonly text: string;
  /** The clause of the verdict that says why. */
  readonly reason: string;
  /** Whether tokens cannot be verified for certain; false: that cannot be told from here and now. */
  readonly isCertain: boolean;
}

export function ok(text: string): Finding {
  return { level: 'ok', text };
}

export function warning(text: string): Finding {
  return { level: 'warning', text };
}

/** Gives the finding that tokens cannot be verified. */
export function problem(text: string, reason: string): Finding {
  return { level: 'problem', text, reason, isCertain: true };
}

/** Gives the finding that it cannot be told whether tokens can be verified. */
export function openProblem(text: string, reason: string): Finding {
  return { level: 'problem', text, reason, isCertain: false };
}
