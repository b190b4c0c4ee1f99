import { expect, it } from 'vitest';
import { createTerminalLog } from '../src/terminal-log.ts';

function written(line: string, target: { isTTY?: boolean; hasColors?: () => boolean }): string {
  let text = '';
  createTerminalLog({
    ...target,
    write: (part) => {
      text += part;
    },
  })(line);
  return text;
}

const json = '{"timestamp":"t","level":"WARN","requestId":"r","message":{"event":"late","n":1}}';
const inTerminal = { isTTY: true, hasColors: () => true };
const plainTerminal = { isTTY: true, hasColors: () => false };

it.each([`[Fn] ${json}`, 'GET / → 200 in 1 ms', 'Welcome'])(
  'A log writes %s unchanged to a file or pipe',
  (line) => {
    expect(written(line, {})).toBe(`${line}\n`);
    expect(written(line, { isTTY: false, hasColors: () => true })).toBe(`${line}\n`);
  },
);

it('A log formats JSON lines for a terminal, without colors where they are disabled', () => {
  expect(written(`[Fn] ${json}`, plainTerminal)).toBe("[Fn] WARN { event: 'late', n: 1 }\n");
  const error = '{"level":"ERROR","message":"oh","errorType":"TypeError"}';
  expect(written(`[Fn] ${error}`, plainTerminal)).toBe(
    "[Fn] ERROR oh { errorType: 'TypeError' }\n",
  );
});

it.each([
  ['GET / → 200 in 1 ms', '32'],
  ['GET / → 302 in 1 ms', '36'],
  ['Api: GET / → 404 in 1 ms', '33'],
  ['GET / → 500 in 1 ms', '31'],
  [`[Fn] ${json}`, '33'],
])('A log colors %s', (line, color) => {
  expect(written(line, inTerminal)).toContain(`\u001b[${color}m`);
  expect(written(line, plainTerminal)).not.toContain('\u001b');
});

it('A log escapes the control characters of parsed JSON', () => {
  const line = '[Fn] {"level":"INFO","message":"\\u001b[2J\\nGET / → 200","more":"\\u001b[1m"}';
  const text = written(line, plainTerminal);
  expect(text.trimEnd()).not.toContain('\u001b');
  expect(text.trimEnd()).not.toContain('\n');
});

it.each(['[Fn] {"a":', '[Fn] {"a":1}', '[Fn] plain', 'POST is a method'])(
  'A log writes %s unchanged to a terminal',
  (line) => {
    expect(written(line, plainTerminal)).toBe(`${line}\n`);
  },
);
