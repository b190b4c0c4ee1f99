import { beforeAll, describe, expect, test } from 'vitest';
import type { RejectionReason } from '../../lambdas/authorizer/token-rejected-error.ts';
import { flavours } from '../synthesized.ts';
import { accessLogLine } from './access-log.ts';
import { capturedCrashes } from './captured-crashes.ts';
import { type CapturedLines, capturedLines } from './captured-lines.ts';
import { type DeployedStack, deployedStack } from './deployed-stack.ts';
import { type MetricFilters, metricFilters } from './metric-filters.ts';

let lines: CapturedLines;

beforeAll(async () => {
  lines = { ...(await capturedLines()), ...(await capturedCrashes()) };
}, 60_000);

/** Metrics that one happening adds to: name, value, unit unless it has none, and the Reason. */
type Counted = readonly (readonly [name: string, value: number, more?: string])[];

const refreshed = ['KeyRefreshes', 1] as const;
const notRefreshed = ['FailedKeyRefreshes', 1] as const;
const failure = ['Failures', 1] as const;
const refusal = (reason: RejectionReason): Counted => [
  ['Refusals', 1],
  ['RefusalsByReason', 1, reason],
];

/** Every reason there is, which the compiler holds; two of them ask for newer keys first. */
const refusals: Readonly<Record<RejectionReason, Counted>> = {
  malformed_header: refusal('malformed_header'),
  malformed_token: refusal('malformed_token'),
  unsupported_algorithm: refusal('unsupported_algorithm'),
  unsupported_type: refusal('unsupported_type'),
  unsupported_critical_header: refusal('unsupported_critical_header'),
  unknown_issuer: refusal('unknown_issuer'),
  unknown_key: [refreshed, ...refusal('unknown_key')],
  bad_signature: [refreshed, ...refusal('bad_signature')],
  wrong_audience: refusal('wrong_audience'),
  expired: refusal('expired'),
  lifetime_too_long: refusal('lifetime_too_long'),
  not_yet_valid: refusal('not_yet_valid'),
  missing_expiry: refusal('missing_expiry'),
  missing_subject: refusal('missing_subject'),
  insufficient_scope: refusal('insufficient_scope'),
};

const happenings: readonly (readonly [happening: string, counted: Counted])[] = [
  ...flavours.map((flavour) => [`allowed (${flavour})`, []] as const),
  // On a REST API with the runtime's line of what was thrown, which counts as nothing.
  ...Object.entries(refusals).flatMap(([reason, counted]) =>
    flavours.map((flavour) => [`refused: ${reason} (${flavour})`, counted] as const),
  ),
  ['jwks_fetched', [refreshed]],
  ['jwks_fetched again', [refreshed]],
  ['jwks_fetch_failed with keys', [notRefreshed, ['StaleKeyAge', 600, 'Seconds']]],
  ['jwks_fetch_failed without keys', [notRefreshed]],
  ['failed: jwks_unavailable (http)', [notRefreshed, failure]],
  ['failed: jwks_unavailable (rest)', [notRefreshed, failure]],
  ['failed: internal', [failure]],
  ['timeout', [failure]],
  ['not started', [failure]],
  ['exited', [failure]],
  ['out of memory', [failure]],
  // A handler's line: were it the authorizer's, its own line would say `failed`.
  ['threw', []],
];

describe.each(flavours)('in the %s stack', (api) => {
  const stack = deployedStack(api);
  const filters = metricFilters(stack.template);
  const authorizerLog = stack.idOf('AuthorizerLogs');

  test.each(happenings)('%s counts as just that', (happening, counted) => {
    const printed = lines[happening] ?? [`nothing captured of ${happening}`];
    const published = printed.flatMap((line) => filters.datapoints(authorizerLog, line));
    expect(summary(published)).toEqual(counted);
    for (const { namespace } of published) expect(namespace).toBe('ZuploJwtApi-prod');
  });

  test.each([
    [429, [['Throttled', 1]]],
    [200, []],
    [401, []],
    [500, []],
  ])('a request that is answered with %i counts as just that', (status, counted) => {
    for (const escaping of ['escaped', 'as it is'] as const) {
      const line = accessLogLine(stack.accessLogFormat, { status }, escaping);
      expect(summary(filters.datapoints(stack.idOf('AccessLog'), line))).toEqual(counted);
    }
  });

  test('keys that are not a second old are stale all the same', () => {
    const message = { event: 'jwks_fetch_failed', ageSeconds: 0 };
    const published = filters.datapoints(authorizerLog, JSON.stringify({ message }));
    expect(summary(published)).toContainEqual(['StaleKeyAge', 0, 'Seconds']);
  });

  test("a handler's own 429 counts as nothing", () => {
    const answered = { status: 429, integrationStatus: 429 };
    const line = accessLogLine(stack.accessLogFormat, answered, 'as it is');
    expect(filters.datapoints(stack.idOf('AccessLog'), line)).toEqual([]);
  });

  test('every filter is hit by a line that was really printed', () => {
    const hit = filters.filters.filter(({ matches, logGroup }) =>
      linesOf(stack, logGroup).some(matches),
    );
    expect(hit).toEqual(filters.filters);
    expect(filters.filters).toHaveLength(7);
  });
});

test('everything that was captured stands in the table', () => {
  expect(happenings.map(([happening]) => happening).sort()).toEqual(Object.keys(lines).sort());
});

function summary(published: ReturnType<MetricFilters['datapoints']>): unknown {
  return published.map(({ name, value, unit, dimensions }) => {
    const more = dimensions['Reason'] ?? (unit === 'None' ? undefined : unit);
    return more === undefined ? [name, value] : [name, value, more];
  });
}

function linesOf({ accessLogFormat, idOf }: DeployedStack, logGroup: string): readonly string[] {
  return logGroup === idOf('AccessLog')
    ? [accessLogLine(accessLogFormat, { status: 429 }, 'as it is')]
    : Object.values(lines).flat();
}
