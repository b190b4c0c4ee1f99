import { type Finding, ok, openProblem, warning } from './finding.ts';

/** What an answer's head says of the time, and when it was asked for and came by our own clock. */
export interface TimedAnswer {
  readonly headers: Headers;
  /** Milliseconds since 1970, as all times here. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** Seconds from which on a difference is worth a warning. */
const warnFromSeconds = 2;

/**
 * Compares the issuer's clock, by the answer's Date (RFC 9110 section 6.6.1), with this machine's.
 * Date has whole seconds, and the moment it was written may be half a round trip off the middle.
 * @param leewaySeconds by how much the authorizer lets clocks differ
 */
export function clockFinding(answer: TimedAnswer, leewaySeconds: number): Finding {
  const { headers, askedAt, answeredAt } = answer;
  const written = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(written)) return warning('clock: not compared: the answer has no Date');
  if (Number(headers.get('age') ?? 0) > 0) {
    return warning('clock: not compared: the answer comes out of a cache (it has an Age)');
  }
  const halfTripSeconds = (answeredAt - askedAt) / 2000;
  const ahead = (written + 500 - (askedAt + answeredAt) / 2) / 1000;
  const apart = Math.abs(ahead);
  const found =
    `clock: the issuer's is ${apart.toFixed(1)} s ${ahead < 0 ? 'behind' : 'ahead of'} this ` +
    `machine's, where ${leewaySeconds} s are allowed (leewaySeconds)`;
  const whose = "one of the two is wrong, and Lambda's own is kept by AWS: compare this machine's";
  if (apart <= leewaySeconds + 1 + halfTripSeconds) {
    return apart < warnFromSeconds ? ok(found) : warning(`${found}: ${whose}`);
  }
  return openProblem(
    `${found}: ${whose}; if that is right, have the issuer's set, or raise leewaySeconds`,
    "its clock or this machine's is wrong",
  );
}
