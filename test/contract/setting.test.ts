import { describe, expect, test } from 'vitest';
import { readSettings, type Setting, text, textList, wholeNumber } from '../../contract/setting.ts';
import { createSettingsProblems, SettingsError } from '../../contract/settings-error.ts';

const lowerCase = {
  message: 'it must be in lower case',
  isValid: (value: string) => /^[a-z0-9]+$/.test(value),
};

/** Returns the value and the problems of a setting that is read from the given value. */
function read(setting: Setting<unknown>, given: unknown) {
  const problems: [given: unknown, message: string][] = [];
  const value = setting.read(given, (...problem) => problems.push(problem));
  return { value, problems };
}

describe('text', () => {
  const setting = text({ ...lowerCase, defaultValue: 'default' });
  test.each([
    [undefined, 'default'],
    ['a', 'a'],
    [1, '1'],
    [true, 'true'],
  ])('reads %j as %j', (given, value) => {
    expect(read(setting, given)).toEqual({ value, problems: [] });
  });

  test.each(['A', '', null, ['a'], { a: 1 }])('reports %j', (given) => {
    expect(read(setting, given).problems).toEqual([[given, lowerCase.message]]);
  });
});

describe('textList', () => {
  const setting = textList(lowerCase);
  test.each([
    ['a', ['a']],
    ['a, b,a', ['a', 'b']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('reads %j as %j', (given, value) => {
    expect(read(setting, given)).toEqual({ value, problems: [] });
  });

  test.each(['["a","b"]', ' ["a", "b"]'])('reads the JSON text %j', (given) => {
    expect(read(setting, given)).toEqual({ value: ['a', 'b'], problems: [] });
  });

  test.each(['["a"', '[a]', '["a"],b'])('reports the invalid JSON text %j', (given) => {
    expect(read(setting, given).problems).toEqual([
      [given, 'it must be valid JSON if it begins with ['],
    ]);
  });

  test.each([[['a', 'b']], [['a,b', 'c']], [['[a']], [[]], [[' a']], [['a\u00a0', 'b']], [[' ']]])(
    'reads the encoded list %j back',
    (values) => {
      const any = textList({ message: '', isValid: () => true });
      expect(any.read(any.encode?.(values), () => {})).toEqual(values);
    },
  );

  test('reads the default for an absent or empty value', () => {
    const optional = textList({ ...lowerCase, defaultValue: ['x'] });
    for (const given of [undefined, '', []])
      expect(read(optional, given)).toEqual({ value: ['x'], problems: [] });
  });

  test.each([7, null])('reports %j', (given) => {
    expect(read(setting, given).problems).toEqual([[given, lowerCase.message]]);
  });

  test('reports each invalid value of a list', () => {
    expect(read(setting, ['a', 'B', 1]).problems.map(([value]) => value)).toEqual(['B', 1]);
  });

  test('reports more than 20 values', () => {
    const given = Array.from({ length: 21 }, (_, index) => `v${index}`);
    expect(read(setting, given).problems).toEqual([[given, 'it must be at most 20 values']]);
    expect(read(setting, given.slice(1)).problems).toEqual([]);
  });
});

describe('wholeNumber', () => {
  const setting = wholeNumber({ min: 1, max: 10, unit: 'seconds', defaultValue: 5 });
  test.each([
    [undefined, 5],
    [1, 1],
    ['10', 10],
    ['007', 7],
  ])('reads %j as %j', (given, value) => {
    expect(read(setting, given)).toEqual({ value, problems: [] });
  });

  test.each([0, 11, '1.5', '-1', '', ' 5', '1e1', null, [5, 6], '9'.repeat(16)])(
    'reports %j',
    (given) => {
      expect(read(setting, given).problems).toEqual([
        [given, 'it must be a whole number of seconds from 1 to 10'],
      ]);
    },
  );
});

describe('readSettings', () => {
  test('looks up each setting by its name, and collects the problems', () => {
    const problems = createSettingsProblems();
    const table = {
      names: textList(lowerCase),
      size: text({ ...lowerCase, defaultValue: 'm' }),
    };
    const settings = readSettings(
      table,
      (name) => ({ name: `--${name}`, given: { names: 'a,B' }[name] }),
      problems,
    );
    expect(settings).toEqual({ names: ['a', 'B'], size: 'm' });
    expect(() => problems.throwIfAny()).toThrow(
      new SettingsError(['--names: given "B"; it must be in lower case']),
    );
  });
});

describe('the problems of settings', () => {
  test('throw nothing if there are none', () => {
    expect(() => createSettingsProblems().throwIfAny()).not.toThrow();
  });

  test('quote at most 200 characters of a value', () => {
    const problems = createSettingsProblems();
    problems.add('a', 'x'.repeat(300), 'it must be short');
    problems.add('b', undefined, 'it must be given');
    expect(() => problems.throwIfAny()).toThrow(
      new SettingsError([
        `a: given "${'x'.repeat(199)}… (302 characters); it must be short`,
        'b: not given; it must be given',
      ]),
    );
  });
});
