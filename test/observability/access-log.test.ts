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
  test('holds the values of its variables', () => {
    expect(JSON.parse(accessLogLine(format, context, 'as it is'))).toEqual({
      id: 'abc=',
      ip: '192.0.2.1',
      status: 200,
      path: '/',
      error: 'Unauthorized',
    });
  });

  test('holds - where there is no value', () => {
    expect(accessLogLine('$context.a.b $context.c $context.toString', { c: 0 }, 'as it is')).toBe(
      '- 0 -',
    );
  });

  test('leaves all else as it is', () => {
    expect(accessLogLine('$context $contextual.a $stageVariables.x $$', {}, 'escaped')).toBe(
      '$context $contextual.a $stageVariables.x $$',
    );
  });

  test.each([
    ['escaped', true, '{"path":"/\\"\\\\\\n$&"}'],
    ['as it is', false, '{"path":"/"\\\n$&"}'],
  ] as const)('holds what a caller writes %s', (escaping, isJson, expected) => {
    const line = accessLogLine('{"path":"$context.path"}', { path: '/"\\\n$&' }, escaping);
    expect(line).toBe(expected);
    if (isJson) expect(JSON.parse(line)).toEqual({ path: '/"\\\n$&' });
    else expect(() => JSON.parse(line)).toThrow();
  });
});

test('the variables of a format are known, each once', () => {
  expect(logVariables(`${format} $context.status`)).toEqual(Object.keys(context));
});

describe('the variables that break a format', () => {
  test('by a quote are all of them', () => {
    expect(breakingVariables(format, context, '"')).toEqual(Object.keys(context));
  });

  test('by a number are none', () => {
    expect(breakingVariables(format, context, '7')).toEqual([]);
  });

  test('by having no value are those outside quotes', () => {
    expect(breakingVariables(format, context, undefined)).toEqual([
      'status',
      'error.messageString',
    ]);
  });
});
