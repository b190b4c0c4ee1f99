import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createFunction } from './created-function.ts';

describe("A function's output", () => {
  const files = {
    'index.mjs': `export const handler = async () => {
      console.log('hello %s', 'you', { a: 1 });
      console.debug('unseen in JSON');
      console.warn({ event: 'rejected', n: 1 });
      console.error('oh', new TypeError('broken'));
      console.fatal('the end');
      process.stdout.write('raw\\nlines\\n');
    }`,
  };

  it('has one line with the level for each console call', async () => {
    const { invoke, lines } = createFunction(files);
    await invoke();
    await vi.waitFor(() => expect(lines).toHaveLength(7), 10_000);
    expect(lines).toEqual(
      expect.arrayContaining([
        'INFO hello you { a: 1 }',
        'DEBUG unseen in JSON',
        "WARN { event: 'rejected', n: 1 }",
        expect.stringMatching(/^ERROR oh TypeError: broken\n/),
        'FATAL the end',
        'raw',
        'lines',
      ]),
    );
  });

  it('in the JSON format is what Lambda writes, from the log level on', async () => {
    const { invoke, lines } = createFunction(files, { logFormat: 'JSON' });
    await invoke();
    await vi.waitFor(() => expect(lines).toHaveLength(6), 10_000);
    const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const common = { timestamp: expect.any(String), requestId: expect.any(String) };
    expect(entries).toEqual([
      { ...common, level: 'INFO', message: 'hello you { a: 1 }' },
      { ...common, level: 'WARN', message: { event: 'rejected', n: 1 } },
      {
        ...common,
        level: 'ERROR',
        message: expect.stringMatching(/^oh TypeError: broken/),
        errorType: 'TypeError',
        errorMessage: 'broken',
        stackTrace: expect.arrayContaining(['TypeError: broken']),
      },
      { ...common, level: 'FATAL', message: 'the end' },
    ]);
  });

  it.each([
    ['a number', '7', 7],
    ['null', 'null', null],
    ['a string with a percent sign', "'100 %d'", '100 %d'],
    ['a cycle', '(() => { const a = {}; a.a = a; return a; })()', '<ref *1> { a: [Circular *1] }'],
    [
      'an error in an object',
      "{ cause: Object.assign(new TypeError('broken'), { code: 'E' }) }",
      {
        cause: {
          errorType: 'TypeError',
          errorMessage: 'broken',
          stackTrace: expect.arrayContaining(['TypeError: broken']),
          code: 'E',
        },
      },
    ],
  ])('in the JSON format keeps the type of a single value: %s', async (_, code, message) => {
    const handler = `export const handler = async () => { console.log(${code}); }`;
    const { invoke, lines } = createFunction({ 'index.mjs': handler }, { logFormat: 'JSON' });
    await invoke();
    await vi.waitFor(() => expect(lines).toHaveLength(1), 10_000);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'INFO', message });
  });
});

describe('A stack trace', () => {
  // Maps the first line to line 7 of a file outside the folder.
  const map = { version: 3, sources: ['../../src/handler.ts'], names: [], mappings: 'AAMA' };
  const throwing = 'export const handler = async () => { throw new RangeError("x") }';

  it('names the source file and line when a source map is beside the code', async () => {
    const { invoke, lines, folder } = createFunction({
      'index.mjs': `${throwing}\n//# sourceMappingURL=index.mjs.map`,
      'index.mjs.map': JSON.stringify(map),
    });
    await invoke();
    const source = path.join(folder, '../../src/handler.ts');
    expect(lines).toEqual([`failed: RangeError: x (${source}:7:1)`]);
  });

  it('without a source map names the module in the function', async () => {
    const { invoke, lines } = createFunction({ 'index.mjs': throwing });
    await invoke();
    expect(lines).toEqual([expect.stringMatching(/^failed: RangeError: x \(index\.mjs:1:\d+\)$/)]);
  });
});
