import { describe, expect, test } from 'vitest';
import { accessLogLine, breakingVariables, logVariables } from './access-log.ts';

const format =
  '{"id":"$context.requestId","ip":"$context.identity.sourceIp","status":$context.status,' +
  '"path":"$context.path","error":$context.error.messageString}';
const context = {
  requestId: 'abc=',
  'identity.sourceIp': '192.0.2.1',
  status: 200,
  path: '/',
  'error.messageString': '"Unauthorized"',
};

describe('an access log line', () => {
  test('contains the values of its variables', () => {
    expect(JSON.parse(accessLogLine(format, context, 'unescaped'))).toEqual({
      id: 'abc=',
      ip: '192.0.2.1',
      status: 200,
      path: '/',
      error: 'Unauthorized',
    });
  });

  test('contains - for an absent value', () => {
    expect(accessLogLine('$context.a.b $context.c $context.toString', { c: 0 }, 'unescaped')).toBe(
      '- 0 -',
    );
  });

  test('leaves all else unescaped', () => {
    expect(accessLogLine('$context $contextual.a $stageVariables.x $$', {}, 'escaped')).toBe(
      '$context $contextual.a $stageVariables.x $$',
    );
  });

  test.each([
    ['escaped', true, '{"path":"/\\"\\\\\\n$&"}'],
    ['unescaped', false, '{"path":"/"\\\n$&"}'],
  ] as const)("contains callers' text %s", (escaping, isJson, expected) => {
    const line = accessLogLine('{"path":"$context.path"}', { path: '/"\\\n$&' }, escaping);
    expect(line).toBe(expected);
    if (isJson) expect(JSON.parse(line)).toEqual({ path: '/"\\\n$&' });
    else expect(() => JSON.parse(line)).toThrow();
  });
});

test('logVariables returns the distinct variables of a format', () => {
  expect(logVariables(`${format} $context.status`)).toEqual(Object.keys(context));
});

describe('breakingVariables', () => {
  test('returns all variables for a quote', () => {
    expect(breakingVariables(format, context, '"')).toEqual(Object.keys(context));
  });

  test('returns none for a number', () => {
    expect(breakingVariables(format, context, '7')).toEqual([]);
  });

  test('returns those outside quotes for an absent value', () => {
    expect(breakingVariables(format, context, undefined)).toEqual([
      'status',
      'error.messageString',
    ]);
  });
});
