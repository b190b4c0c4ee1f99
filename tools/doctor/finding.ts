/** One fact about an issuer, and what to do if it is a problem. */
export type Finding = Observation | Problem;

interface Observation {
  /** `warning`: the authorizer can verify tokens nevertheless. */
  readonly level: 'ok' | 'warning';
  readonly text: string;
}

/** Why the authorizer cannot verify tokens, or may not be able to. */
export interface Problem {
  readonly level: 'problem';
  readonly text: string;
  /** The reason in the conclusion, as a clause. */
  readonly reason: string;
  /** Whether the authorizer certainly cannot verify tokens; false: the network or a clock may be the cause. */
  readonly isCertain: boolean;
}

export function ok(text: string): Finding {
  return { level: 'ok', text };
}

export function warning(text: string): Finding {
  return { level: 'warning', text };
}

/** Returns a finding because of which the authorizer cannot verify tokens. */
export function problem(text: string, reason: string): Finding {
  return { level: 'problem', text, reason, isCertain: true };
}

/** Returns a finding because of which it is unclear whether the authorizer can verify tokens. */
export function unclearProblem(text: string, reason: string): Finding {
  return { level: 'problem', text, reason, isCertain: false };
}
