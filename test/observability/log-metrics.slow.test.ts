import { beforeAll, describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import type { RejectionReason } from '../../contract/log-events.ts';
import { accessLogLine } from './access-log.ts';
import { capturedCrashes } from './captured-crashes.ts';
import type { CapturedLines } from './captured-function.ts';
import { capturedLines } from './captured-lines.ts';
import { type DeployedStack, deployedStack } from './deployed-stack.ts';
import { type MetricFilters, metricFilters } from './metric-filters.ts';

let lines: CapturedLines;

beforeAll(async () => {
  lines = { ...(await capturedLines()), ...(await capturedCrashes()) };
}, 60_000);

/** Metric data of one situation: name, value, and the unit (if any) or the Reason. */
type MetricData = readonly (readonly [name: string, value: number, more?: string])[];

const fetched = ['JwksFetches', 1] as const;
const fetchFailed = ['JwksFetchFailures', 1] as const;
const error = ['AuthorizerErrors', 1] as const;
const rejection = (reason: RejectionReason): MetricData => [
  ['Rejections', 1],
  ['RejectionsByReason', 1, reason],
];

/** Every rejection reason. For two of them, the JWKS is fetched again first. */
const rejections: Readonly<Record<RejectionReason, MetricData>> = {
  malformed_header: rejection('malformed_header'),
  malformed_token: rejection('malformed_token'),
  unsupported_algorithm: rejection('unsupported_algorithm'),
  unsupported_type: rejection('unsupported_type'),
  unsupported_critical_header: rejection('unsupported_critical_header'),
  unknown_issuer: rejection('unknown_issuer'),
  unknown_key: [fetched, ...rejection('unknown_key')],
  bad_signature: [fetched, ...rejection('bad_signature')],
  wrong_audience: rejection('wrong_audience'),
  expired: rejection('expired'),
  lifetime_too_long: rejection('lifetime_too_long'),
  not_yet_valid: rejection('not_yet_valid'),
  missing_expiry: rejection('missing_expiry'),
  missing_subject: rejection('missing_subject'),
  denied_subject: rejection('denied_subject'),
  wrong_claim: rejection('wrong_claim'),
  insufficient_scope: rejection('insufficient_scope'),
};

const situations: readonly (readonly [situation: string, counted: MetricData])[] = [
  ...apiTypes.map((apiType) => [`allowed (${apiType})`, []] as const),
  // On a REST API, the runtime also logs the thrown error, which is not counted.
  ...Object.entries(rejections).flatMap(([reason, counted]) =>
    apiTypes.map((apiType) => [`rejected: ${reason} (${apiType})`, counted] as const),
  ),
  ['jwks_fetched', [fetched]],
  ['jwks_fetched again', [fetched]],
  ['jwks_fetch_failed with keys', [fetchFailed, ['StaleJwksAge', 600, 'Seconds']]],
  ['jwks_fetch_failed without keys', [fetchFailed]],
  ['error: jwks_unavailable (http)', [error]],
  ['error: jwks_unavailable (rest)', [error]],
  ['error: internal', [error]],
  ['timeout', [error]],
  ['not started', [error]],
  ['exited', [error]],
  ['out of memory', [error]],
  // Logged by a handler; the authorizer logs an event of its own.
  ['threw', []],
];

describe.each(apiTypes)('in the %s stack', (api) => {
  const stack = deployedStack(api);
  const filters = metricFilters(stack.template);
  const authorizerLog = stack.idOf('AuthorizerLogs');

  test.each(situations)('%s publishes the expected metric data', (situation, counted) => {
    const logLines = lines[situation] ?? [`no captured lines for ${situation}`];
    const published = logLines.flatMap((line) => filters.datapoints(authorizerLog, line));
    expect(summary(published)).toEqual(counted);
    for (const { namespace } of published) expect(namespace).toBe('ZuploJwtApi-prod');
  });

  test.each([
    [429, [['Throttled', 1]]],
    [200, []],
    [401, []],
    [500, []],
  ])('a response with status %i publishes the expected metric data', (status, counted) => {
    for (const escaping of ['escaped', 'unescaped'] as const) {
      const line = accessLogLine(stack.accessLogFormat, { status }, escaping);
      expect(summary(filters.datapoints(stack.idOf('AccessLog'), line))).toEqual(counted);
    }
  });

  test('a JWKS of 0 s is published as a stale one', () => {
    const message = { event: 'jwks_fetch_failed', ageSeconds: 0 };
    const published = filters.datapoints(authorizerLog, JSON.stringify({ message }));
    expect(summary(published)).toContainEqual(['StaleJwksAge', 0, 'Seconds']);
  });

  test("a handler's own 429 is not counted as throttled", () => {
    const answered = { status: 429, integrationStatus: 429 };
    const line = accessLogLine(stack.accessLogFormat, answered, 'unescaped');
    expect(filters.datapoints(stack.idOf('AccessLog'), line)).toEqual([]);
  });

  test('every filter matches a captured line', () => {
    const matching = filters.filters.filter(({ matches, logGroup }) =>
      linesOf(stack, logGroup).some(matches),
    );
    expect(matching).toEqual(filters.filters);
    expect(filters.filters).toHaveLength(7);
  });
});

test('every captured situation is tested', () => {
  expect(situations.map(([situation]) => situation).sort()).toEqual(Object.keys(lines).sort());
});

function summary(published: ReturnType<MetricFilters['datapoints']>): unknown {
  return published.map(({ name, value, unit, dimensions }) => {
    const more = dimensions['Reason'] ?? (unit === 'None' ? undefined : unit);
    return more === undefined ? [name, value] : [name, value, more];
  });
}

function linesOf({ accessLogFormat, idOf }: DeployedStack, logGroup: string): readonly string[] {
  return logGroup === idOf('AccessLog')
    ? [accessLogLine(accessLogFormat, { status: 429 }, 'unescaped')]
    : Object.values(lines).flat();
}
