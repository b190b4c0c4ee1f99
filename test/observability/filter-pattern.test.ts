import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterPattern } from './filter-pattern.ts';

const matches = (pattern: string, event: unknown): boolean =>
  filterPattern(pattern)(typeof event === 'string' ? event : JSON.stringify(event));

describe("the documentation's examples", () => {
  // CloudWatch Logs, "Using filter patterns to match terms in JSON log events"
  const simple = {
    eventType: 'UpdateTrail',
    sourceIPAddress: '111.111.111.111',
    arrayKey: ['value', 'another value'],
    objectList: [
      { name: 'a', id: 1 },
      { name: 'b', id: 2 },
    ],
    SomeObject: null,
    ThisFlag: true,
    'cluster.name': 'c',
  };
  const nested = {
    user: { id: 1, email: 'John.Stiles@example.com' },
    users: [
      { id: 2, email: 'John.Doe@example.com' },
      { id: 3, email: 'Jane.Doe@example.com' },
    ],
    actions: ['GET', 'PUT', 'DELETE'],
    coordinates: [
      [0, 1, 2],
      [4, 5, 6],
      [7, 8, 9],
    ],
  };

  test.each([
    ['{ $.eventType = "UpdateTrail" }', simple, true],
    ['{ $.sourceIPAddress != 123.123.* }', simple, true],
    ['{ $.sourceIPAddress != 111.111.* }', simple, false],
    ['{ $.arrayKey[0] = "value" }', simple, true],
    ['{ $.objectList[1].id = 2 }', simple, true],
    ['{ $.eventType = %Trail% }', simple, true],
    ['{ $.[\'cluster.name\'] = "c" }', simple, true],
    ['{ $.SomeObject IS NULL }', simple, true],
    ['{ $.SomeOtherObject IS NULL }', simple, false],
    ['{ $.SomeOtherObject NOT EXISTS }', simple, true],
    ['{ $.SomeObject NOT EXISTS }', simple, false],
    ['{ $.ThisFlag IS TRUE }', simple, true],
    ['{ $.ThisFlag IS FALSE }', simple, false],
    ['{ $.eventType = "*" && $.sourceIPAddress != 123.123.* }', simple, true],
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', nested, true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', nested, false],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
      nested,
      true,
    ],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }',
      nested,
      false,
    ],
    ['{$.users = 1}', { users: [1, 2, 3] }, false],
    ['{$.users != 1}', { users: [1, 2, 3] }, false],
    ['{$.foo = bar}', { foo: 'bar' }, true],
    ['{$.foo = baz }', { foo: 'bar' }, false],
    ['{$.foo = bar || $.foo = baz }', { foo: 'baz' }, true],
    ['{ $.latency >= 500 }', { latency: 500 }, true],
    ['{ $.latency > 500 }', { latency: 500 }, false],
    ['{ $.numbers[0] < 10e3 }', { numbers: [9_999] }, true],
    ['{ $.numbers[0] < 10e-3 }', { numbers: [0.01] }, false],
    ['{ $.processes[4].averageRuntime <= 55.5 }', { processes: [0, 1, 2, 3, 4] }, false],
    ['{ $.errorCode = 400 }', { errorCode: 400 }, true],
    ['{ $.errorCode != 500 }', { errorCode: 500 }, false],
    ['{ $.latency > +1000 }', { latency: 1_001 }, true],
    ['{ $.latency > -1.5 }', { latency: -1 }, true],
    ['{ $.latency = * }', { latency: 50, requestType: 'GET' }, true],
    ['{ $.latency = * }', { requestType: 'GET' }, false],
    ['{ $.name = *Event }', { name: 'PutEvent' }, true],
    ['{ $.name = Event* }', { name: 'EventName' }, true],
    ['{ $.name = *ven* }', { name: 'EventName' }, true],
    ['{ $.name = event* }', { name: 'EventName' }, false],
  ])('%s', (pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });
});

describe('undocumented behavior', () => {
  // Public tests that ask the API itself (TestMetricFilter) record these answers.
  test.each([
    ['{ $.n = "123" }', { n: 123 }, true],
    ['{ $.n != "123.0" }', { n: 123 }, true],
    ['{ $.n = 123.0 }', { n: 123 }, true],
    ['{ $.n = "12*" }', { n: 123 }, true],
    ['{ $.n != "*1" }', { n: 123 }, true],
    ['{ $.s > 123 }', { s: '124' }, false],
    ['{ $.s <= 123 }', { s: '111.111' }, false],
    ['{ $.s = 123 }', { s: '111.111.111.111' }, false],
    ['{ $.s != 111 }', { s: '111.111.111.111' }, true],
    ['{ $.s = "*" }', { s: '' }, true],
    ['{ $.o != "x" }', { o: {} }, false],
  ])('the answer seen is taken: %s', (pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test.each([
    ['{ $.gone != "x" }', {}, 'an absent property'],
    ['{ $.gone != 1 }', {}, 'an absent property'],
    ['{ $.flag = "true" }', { flag: true }, 'comparing true'],
    ['{ $.nothing != "x" }', { nothing: null }, 'comparing null'],
    ['{ $.status = 429 }', { status: '429' }, 'a text of digits'],
    ['{ $.status != 429 }', { status: '430' }, 'a text of digits'],
    ['{ $.n = %1% }', { n: 1 }, 'a regex on a number'],
    ['{ $.s = "*111" }', { s: '111.111' }, 'twice'],
  ])('is not guessed for %s', (pattern, event, why) => {
    expect(() => matches(pattern, event)).toThrow(why);
    expect(() => matches(pattern, event)).toThrow(
      expect.objectContaining({ name: 'UndocumentedBehavior' }),
    );
  });

  test.each([
    ['{ $.a = "1" && $.gone != "x" }', { a: '2' }, false],
    ['{ $.gone != "x" && $.a = "1" }', { a: '2' }, false],
    ['{ $.gone != "x" || $.a = "1" }', { a: '1' }, true],
    ['{ $.gone NOT EXISTS || $.gone != "x" }', {}, true],
  ])('a decisive part determines the result of %s', (pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test('is not guessed if the other parts do not determine the result', () => {
    expect(() => matches('{ $.a = "1" && $.gone != "x" }', { a: '1' })).toThrow(
      'an absent property',
    );
  });
});

describe('a line', () => {
  test.each(['', 'START RequestId: 1', '{"a":"1"', '{"status":-}', 'null', '7', '"a"'])(
    'that is no JSON object does not match: %s',
    (line) => {
      expect(matches('{ $.a NOT EXISTS || $.a = "1" }', line)).toBe(false);
    },
  );

  test.each(['toString', '__proto__', 'constructor'])(
    'has no property that JavaScript lends it: %s',
    (name) => {
      expect(matches(`{ $.${name} NOT EXISTS }`, '{}')).toBe(true);
    },
  );
});

describe('a pattern is rejected', () => {
  test.each([
    ['of another kind', 'ERROR', 'only patterns for JSON'],
    ['of fields between spaces', '[ip, user]', 'only patterns for JSON'],
    ['that is empty', '', 'only patterns for JSON'],
    ['without a condition', '{ }', 'expected a property selector'],
    ['that does not end', '{ $.a = 1', 'expected &&, || or }'],
    ['that goes on', '{ $.a = 1 } x', 'expected nothing after }'],
    ['with a parenthesis left open', '{ ($.a = 1 }', 'expected )'],
    ['with EXISTS', '{ $.a EXISTS }', 'no IS NOT and no EXISTS'],
    ['with IS NOT', '{ $.a IS NOT NULL }', 'no IS NOT and no EXISTS'],
    ['with IS something', '{ $.a IS 1 }', 'expected TRUE, FALSE or NULL'],
    ['in small letters', '{ $.a is null }', 'expected an operator'],
    ['with another operator', '{ $.a == 1 }', 'expected a number or a text'],
    ['with a text where a number must be', '{ $.a > "1" }', 'expected a number'],
    ['with a bare text where a number must be', '{ $.a > b }', 'expected a number'],
    ['with a bare text that needs quotes', '{ $.a = b_c }', 'put b_c between quotes'],
    ['with a wildcard inside a text', '{ $.a = "b*c" }', 'a wildcard inside'],
    ['with an escape', '{ $.a = "b\\n" }', 'escapes'],
    ['with a wildcard for any property', '{ $.* = 1 }', 'wildcard selectors'],
    ['with a wildcard for any member', '{ $.a.* = 1 }', 'wildcard selectors'],
    ['with a wildcard for any element', '{ $.a[*] = 1 }', 'wildcard selectors'],
    ['with a character that regexes have not', '{ $.a = %b!% }', 'not a regex'],
    ['with a group in a regex', '{ $.a = %(b)% }', 'not a regex'],
    ['with a broken regex', '{ $.a = %[b% }', 'is no regex'],
    ['with a regex that must not match', '{ $.a != %b% }', '!= with a regex'],
    ['of more than 1,024 characters', `{ $.a = "${'b'.repeat(1_024)}" }`, 'at most 1024'],
  ])('%s', (_, pattern, why) => {
    expect(() => filterPattern(pattern)).toThrow(why);
    expect(() => filterPattern(pattern)).toThrow(
      expect.objectContaining({ name: 'UnsupportedSyntax' }),
    );
  });

  test('of 1,024 characters it is not', () => {
    const pattern = `{ $.a = "${'b'.repeat(1_012)}" }`;
    expect(pattern).toHaveLength(1_024);
    expect(matches(pattern, { a: 'b' })).toBe(false);
  });
});

describe('any pattern', () => {
  const names = fc.constantFrom('a', 'b', 'c-d', 'e_f');
  const events = fc.dictionary(names, fc.oneof(fc.integer(), fc.stringMatching(/^[a-z ]{0,3}$/)));
  type Event = Readonly<Record<string, string | number>>;
  interface Said {
    readonly text: string;
    readonly holds: (event: Event) => boolean;
  }
  const compared = { '<': -1, '>': 1, '=': 0 } as const;
  const numeric: fc.Arbitrary<Said> = fc
    .tuple(names, fc.constantFrom('<', '>', '=' as const), fc.integer())
    .map(([name, operator, number]) => ({
      text: `$.${name} ${operator} ${number}`,
      holds: (event) => {
        const value = event[name];
        return (
          typeof value === 'number' &&
          Math.sign(value - number) === compared[operator as keyof typeof compared]
        );
      },
    }));
  const textual: fc.Arbitrary<Said> = fc
    .tuple(names, fc.stringMatching(/^[a-z ]{0,3}$/))
    .map(([name, text]) => ({
      text: `$.${name}="${text}"`,
      holds: (event) => event[name] !== undefined && String(event[name]) === text,
    }));
  const absent: fc.Arbitrary<Said> = names.map((name) => ({
    text: `$.${name} NOT EXISTS`,
    holds: (event) => event[name] === undefined,
  }));
  const { condition } = fc.letrec<{ condition: Said }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small' },
      numeric,
      textual,
      absent,
      fc.tuple(tie('condition'), tie('condition'), fc.boolean()).map(([left, right, both]) => ({
        text: `(${left.text}) ${both ? '&&' : '||'} (${right.text})`,
        holds: (event: Event) =>
          both ? left.holds(event) && right.holds(event) : left.holds(event) || right.holds(event),
      })),
    ),
  }));

  test('matches where a plain evaluation says that it holds', () => {
    fc.assert(
      fc.property(condition, events, (said, event) => {
        fc.pre(said.text.length < 1_000);
        expect(matches(`{${said.text}}`, event)).toBe(said.holds(event));
      }),
    );
  });

  test('without parentheses lets && bind more tightly than ||', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(textual, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        events,
        (groups, event) => {
          const text = groups.map((group) => group.map((one) => one.text).join('&&')).join(' || ');
          const holds = groups.some((group) => group.every((one) => one.holds(event)));
          expect(matches(`{ ${text} }`, event)).toBe(holds);
        },
      ),
    );
  });
});
