import { type Finding, ok, unclearProblem, warning } from './finding.ts';
import type { TimedDocument } from './timed-fetch.ts';

const warningFromSeconds = 2;

/**
 * Compares the issuer's clock, as in the header Date (RFC 9110 section 6.6.1), with this machine's. Date has a
 * resolution of one second, and was written at any time during the round trip.
 * @param leewaySeconds the difference that the authorizer allows
 */
export function clockFinding(
  { headers, sentAt, receivedAt }: Pick<TimedDocument, 'headers' | 'sentAt' | 'receivedAt'>,
  leewaySeconds: number,
): Finding {
  const date = Date.parse(headers.date ?? '');
  if (Number.isNaN(date)) return warning('clock: not compared: the response has no Date header');
  if (Number(headers.age ?? 0) > 0) {
    return warning('clock: not compared: the response comes from a cache (it has an Age header)');
  }
  const halfRoundTrip = (receivedAt - sentAt) / 2000;
  const ahead = (date + 500 - (sentAt + receivedAt) / 2) / 1000;
  const difference = Math.abs(ahead);
  const found =
    `clock: the issuer's clock is ${difference.toFixed(1)} s ${ahead < 0 ? 'behind' : 'ahead of'} ` +
    `this machine's; ${leewaySeconds} s are allowed (leewaySeconds)`;
  const advice = "check this machine's clock first: AWS synchronizes Lambda's";
  if (difference <= leewaySeconds + 1 + halfRoundTrip) {
    return difference < warningFromSeconds ? ok(found) : warning(`${found}: ${advice}`);
  }
  return unclearProblem(
    `${found}: ${advice}; if it is right, correct the issuer's clock or raise leewaySeconds`,
    "the issuer's clock or this machine's is wrong",
  );
}
