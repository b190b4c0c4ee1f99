import { beforeAll, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { rejectionReasons } from '../../contract/log-events.ts';
import type { CapturedLines } from './captured-function.ts';
import { capturedLines } from './captured-lines.ts';
import { filterPattern } from './filter-pattern.ts';

let lines: CapturedLines;

beforeAll(async () => {
  lines = await capturedLines();
});

/** Returns the parsed lines of a situation. */
const logged = (situation: string): unknown =>
  lines[situation]?.map((line) => JSON.parse(line)) ?? `no captured lines for ${situation}`;

const invocation = { timestamp: expect.any(String), requestId: expect.any(String) };
const coldStart = { timestamp: expect.any(String), requestId: '-' };
const issuer = expect.stringContaining('/__zuplo/issuer');
const stackTrace = expect.any(Array);

const rejections = rejectionReasons.flatMap((reason) =>
  apiTypes.map((apiType) => [reason, apiType] as const),
);

test.each(rejections)('a rejection (%s, %s) is a warning with the reason', (reason, apiType) => {
  // The JWKS is fetched again first: a newer one may verify the token.
  const refetches = reason === 'unknown_key' || reason === 'bad_signature';
  // A REST API answers 401 only to an error, which the runtime logs.
  const throws = apiType === 'rest' && reason !== 'insufficient_scope';
  expect(logged(`rejected: ${reason} (${apiType})`)).toEqual([
    ...(refetches
      ? [{ ...invocation, level: 'INFO', message: expect.objectContaining({ changed: false }) }]
      : []),
    {
      ...invocation,
      level: 'WARN',
      message: expect.objectContaining({ event: 'token_rejected', reason }),
    },
    ...(throws
      ? [
          {
            ...invocation,
            level: 'ERROR',
            message: { errorType: expect.any(String), errorMessage: 'Unauthorized', stackTrace },
          },
        ]
      : []),
  ]);
});

test.each(apiTypes)('an allowed request is not logged (%s)', (apiType) => {
  expect(logged(`allowed (${apiType})`)).toEqual([]);
});

test.each([
  ['jwks_fetched', coldStart, { keys: 10, changed: true }],
  ['jwks_fetched again', invocation, { keys: 10, changed: false }],
])('%s is logged', (situation, entry, fields) => {
  const message = { event: 'jwks_fetched', issuer, ...fields };
  expect(logged(situation)).toEqual([{ ...entry, level: 'INFO', message }]);
});

test.each([
  ['with keys', invocation, { ageSeconds: 600 }],
  ['without keys', coldStart, {}],
])('a failed fetch of the JWKS is a warning (%s)', (condition, entry, fields) => {
  const message = { event: 'jwks_fetch_failed', issuer, cause: 'status 404', ...fields };
  expect(logged(`jwks_fetch_failed ${condition}`)).toEqual([{ ...entry, level: 'WARN', message }]);
});

test.each(apiTypes)(
  'a missing JWKS is logged by the authorizer and by the runtime (%s)',
  (apiType) => {
    const [reason, errorMessage] = ['jwks_unavailable', 'jwks_unavailable'];
    const thrown = {
      errorType: expect.any(String),
      errorMessage,
      stackTrace,
      name: 'AuthorizerError',
      reason,
    };
    expect(logged(`error: jwks_unavailable (${apiType})`)).toEqual([
      { ...invocation, level: 'ERROR', message: { event: 'authorizer_error', reason } },
      { ...invocation, level: 'ERROR', message: thrown },
    ]);
  },
);

test('an internal error is logged with its stack frame', () => {
  const [reason, errorMessage] = ['internal', 'internal'];
  const thrown = {
    errorType: expect.any(String),
    errorMessage,
    stackTrace,
    name: 'AuthorizerError',
    reason,
  };
  const stackFrame = expect.stringMatching(/^at /);
  expect(logged('error: internal')).toEqual([
    {
      ...invocation,
      level: 'ERROR',
      message: { event: 'authorizer_error', reason, error: 'AuthorizerError', stackFrame },
    },
    { ...invocation, level: 'ERROR', message: thrown },
  ]);
});

test('a timeout is logged by the platform in two lines', () => {
  const record = { requestId: expect.any(String), status: 'timeout', metrics: expect.any(Object) };
  expect(logged('timeout')).toEqual([
    { time: expect.any(String), type: 'platform.runtimeDone', record },
    { time: expect.any(String), type: 'platform.report', record },
  ]);
});

test('an authorizer that cannot start is logged with its missing settings', () => {
  const errorMessage = expect.stringContaining('ISSUER: not given');
  const thrown = { errorType: expect.any(String), errorMessage, stackTrace };
  const record = expect.objectContaining({ status: 'error' });
  expect(logged('not started')).toEqual([
    { ...coldStart, level: 'ERROR', message: expect.objectContaining(thrown) },
    { time: expect.any(String), type: 'platform.initRuntimeDone', record },
    { time: expect.any(String), type: 'platform.initReport', record },
  ]);
});

test('a handler that throws is logged by the runtime, with the lines of its TypeScript source', () => {
  const errorMessage = expect.stringContaining('null');
  const frame = expect.stringMatching(/\/protected\/handler\.ts:\d+:\d+\)$/);
  const stackTrace = expect.arrayContaining([frame]);
  const message = { errorType: 'TypeError', errorMessage, stackTrace };
  expect(logged('threw')).toEqual([{ ...invocation, level: 'ERROR', message }]);
});

test('there are no other situations', () => {
  expect(Object.keys(lines)).toHaveLength(rejections.length + apiTypes.length + 10);
});

test.each([
  ['{ $.message.event = "token_rejected" }', /^rejected: /, 1],
  [
    '{ $.message.event = "token_rejected" && $.message.reason = "expired" }',
    /^rejected: expired/,
    1,
  ],
  ['{ $.message.event = "authorizer_error" }', /^error: /, 1],
  [
    '{ $.message.event = "jwks_fetch_failed" && $.message.ageSeconds > 0 }',
    /fetch_failed with keys/,
    1,
  ],
  ['{ $.message.event = "jwks_fetch_failed" && $.message.ageSeconds NOT EXISTS }', /without/, 1],
  ['{ $.message.errorMessage = "Unauthorized" }', /^rejected: (?!insufficient).*rest/, 1],
  ['{ $.type = "platform.report" && $.record.status = "timeout" }', /^timeout/, 1],
  ['{ $.record.status = "timeout" }', /^timeout/, 2],
  ['{ $.message.reason = "jwks_unavailable" }', /unavailable/, 2],
])(
  'the filter pattern %s matches the lines of its situations only',
  (pattern, situations, times) => {
    const matches = filterPattern(pattern);
    for (const [situation, logLines] of Object.entries(lines)) {
      const expected = situations.test(situation) ? times : 0;
      expect(logLines.filter(matches), situation).toHaveLength(expected);
    }
  },
);
