import { beforeAll, expect, test } from 'vitest';
import { apiTypes as flavours } from '../../contract/api-type.ts';
import { refusalReasons } from '../rejection-reasons.ts';
import { type CapturedLines, capturedLines } from './captured-lines.ts';
import { filterPattern } from './filter-pattern.ts';

let lines: CapturedLines;

beforeAll(async () => {
  lines = await capturedLines();
});

/** What was written when something happened; its times, ids and stacks left to the eye. */
const written = (happening: string): unknown =>
  lines[happening]?.map((line) => JSON.parse(line)) ?? `nothing captured of ${happening}`;

const invocation = { timestamp: expect.any(String), requestId: expect.any(String) };
const coldStart = { timestamp: expect.any(String) };
const issuer = expect.stringContaining('/__zuplo/issuer');
const stackTrace = expect.any(Array);

const refusals = refusalReasons.flatMap((reason) =>
  flavours.map((flavour) => [reason, flavour] as const),
);

test.each(refusals)('a refusal (%s, %s) is a warning that says why', (reason, flavour) => {
  // Such a token may be good under newer keys, which are asked for first.
  const looksForKeys = reason === 'unknown_key' || reason === 'bad_signature';
  // A REST API answers 401 to an error alone, and the runtime logs what is thrown.
  const throws = flavour === 'rest' && reason !== 'insufficient_scope';
  expect(written(`refused: ${reason} (${flavour})`)).toEqual([
    ...(looksForKeys
      ? [{ ...invocation, level: 'INFO', message: expect.objectContaining({ changed: false }) }]
      : []),
    {
      ...invocation,
      level: 'WARN',
      message: expect.objectContaining({ event: 'refused', reason }),
    },
    ...(throws
      ? [
          {
            ...invocation,
            level: 'ERROR',
            // Minified: the name of the class says nothing.
            message: { errorType: expect.any(String), errorMessage: 'Unauthorized', stackTrace },
          },
        ]
      : []),
  ]);
});

test.each(flavours)('a request that is allowed leaves no line (%s)', (flavour) => {
  expect(written(`allowed (${flavour})`)).toEqual([]);
});

test.each([
  ['jwks_fetched', coldStart, { keys: 7, changed: true }],
  ['jwks_fetched again', invocation, { keys: 7, changed: false }],
])('%s is told', (happening, entry, said) => {
  const message = { event: 'jwks_fetched', issuer, ...said };
  expect(written(happening)).toEqual([{ ...entry, level: 'INFO', message }]);
});

test.each([
  ['with keys', invocation, { ageSeconds: 600 }],
  ['without keys', coldStart, {}],
])('keys that were not fetched are a warning (%s)', (having, entry, said) => {
  const message = { event: 'jwks_fetch_failed', issuer, cause: 'status 404', ...said };
  expect(written(`jwks_fetch_failed ${having}`)).toEqual([{ ...entry, level: 'WARN', message }]);
});

test.each(flavours)(
  'a failure for want of keys is told twice, once by the runtime (%s)',
  (flavour) => {
    const [reason, errorMessage] = ['jwks_unavailable', 'jwks_unavailable'];
    const thrown = {
      errorType: expect.any(String),
      errorMessage,
      stackTrace,
      name: 'AuthorizerError',
      reason,
    };
    expect(written(`failed: jwks_unavailable (${flavour})`)).toEqual([
      {
        ...invocation,
        level: 'WARN',
        message: { event: 'jwks_fetch_failed', issuer, cause: 'status 404' },
      },
      { ...invocation, level: 'ERROR', message: { event: 'failed', reason } },
      { ...invocation, level: 'ERROR', message: thrown },
    ]);
  },
);

test('a mistake of ours says where it was made', () => {
  const [reason, errorMessage] = ['internal', 'internal'];
  const thrown = {
    errorType: expect.any(String),
    errorMessage,
    stackTrace,
    name: 'AuthorizerError',
    reason,
  };
  const at = expect.stringMatching(/^at /);
  expect(written('failed: internal')).toEqual([
    {
      ...invocation,
      level: 'ERROR',
      message: { event: 'failed', reason, error: 'AuthorizerError', at },
    },
    { ...invocation, level: 'ERROR', message: thrown },
  ]);
});

test('a timeout is told by the platform alone, twice', () => {
  const record = { requestId: expect.any(String), status: 'timeout', metrics: expect.any(Object) };
  expect(written('timeout')).toEqual([
    { time: expect.any(String), type: 'platform.runtimeDone', record },
    { time: expect.any(String), type: 'platform.report', record },
  ]);
});

test('an authorizer that cannot start says which settings it lacks', () => {
  const errorMessage = expect.stringContaining('ISSUER: not given');
  const thrown = { errorType: expect.any(String), errorMessage, stackTrace };
  const record = expect.objectContaining({ status: 'error' });
  expect(written('not started')).toEqual([
    { ...coldStart, level: 'ERROR', message: expect.objectContaining(thrown) },
    { time: expect.any(String), type: 'platform.initRuntimeDone', record },
    { time: expect.any(String), type: 'platform.initReport', record },
  ]);
});

test('a handler that throws is told by the runtime', () => {
  const errorMessage = expect.stringContaining('null');
  const message = { errorType: 'TypeError', errorMessage, stackTrace };
  expect(written('threw')).toEqual([{ ...invocation, level: 'ERROR', message }]);
});

test('nothing else was captured', () => {
  expect(Object.keys(lines)).toHaveLength(refusals.length + flavours.length + 10);
});

test.each([
  ['{ $.message.event = "refused" }', /^refused: /, 1],
  ['{ $.message.event = "refused" && $.message.reason = "expired" }', /^refused: expired/, 1],
  ['{ $.message.event = "failed" }', /^failed: /, 1],
  ['{ $.message.event = "jwks_fetch_failed" && $.message.ageSeconds > 0 }', /fetched with keys/, 1],
  [
    '{ $.message.event = "jwks_fetch_failed" && $.message.ageSeconds NOT EXISTS }',
    /without|unav/,
    1,
  ],
  ['{ $.message.errorMessage = "Unauthorized" }', /^refused: (?!insufficient).*rest/, 1],
  ['{ $.type = "platform.report" && $.record.status = "timeout" }', /^timeout/, 1],
  ['{ $.record.status = "timeout" }', /^timeout/, 2],
  ['{ $.message.reason = "jwks_unavailable" }', /unavailable/, 2],
])('filter patterns tell what happened: %s', (pattern, happenings, times) => {
  const matches = filterPattern(pattern);
  for (const [happening, printed] of Object.entries(lines)) {
    const expected = happenings.test(happening) ? times : 0;
    expect(printed.filter(matches), happening).toHaveLength(expected);
  }
});
