import { describe, expect, test } from 'vitest';
import { clockFinding } from '../../../tools/doctor/clock-finding.ts';

const noon = Date.parse('2030-01-01T12:00:00Z');

/** An answer whose Date says noon, asked for and come so many seconds after noon by our own clock. */
function answer(askedSeconds: number, answeredSeconds: number, headers: object = {}) {
  return {
    headers: new Headers({ date: new Date(noon).toUTCString(), ...headers }),
    askedAt: noon + askedSeconds * 1000,
    answeredAt: noon + answeredSeconds * 1000,
  };
}

describe("the issuer's clock", () => {
  // Date has whole seconds: at noon and a half the two agree best.
  test.each([
    ['the middle of its second', answer(0.5, 0.5), 3, 'ok', '0.0 s'],
    ['the middle of a slow round trip', answer(-1, 2), 3, 'ok', '0.0 s'],
    ['1.9 s after', answer(2.4, 2.4), 3, 'ok', '1.9 s behind'],
    ['2 s after', answer(2.5, 2.5), 3, 'warning', '2.0 s behind'],
    ['2 s before', answer(-1.5, -1.5), 3, 'warning', '2.0 s ahead of'],
    ['the leeway and a second after', answer(4.5, 4.5), 3, 'warning', '4.0 s behind'],
    ['more than that after', answer(4.6, 4.6), 3, 'problem', '4.1 s behind'],
    [
      'more than that, but for half a slow round trip',
      answer(4, 5.2),
      3,
      'warning',
      '4.1 s behind',
    ],
    ['more than that before', answer(-3.6, -3.6), 3, 'problem', '4.1 s ahead of'],
    ['1.1 s after, without leeway', answer(1.6, 1.6), 0, 'problem', '1.1 s behind'],
    ['an hour after, with leeway', answer(200, 200), 300, 'warning', '199.5 s behind'],
  ])('is asked at %s', (_, timed, leewaySeconds, level, words) => {
    expect(clockFinding(timed, leewaySeconds)).toMatchObject({
      level,
      text: expect.stringContaining(`the issuer's is ${words}`),
    });
  });

  test('cannot be told to be wrong for certain: it may be this machine', () => {
    expect(clockFinding(answer(60, 60), 3)).toMatchObject({ isCertain: false });
  });

  test.each([
    ['without Date', { date: '' }, 'has no Date'],
    ['out of a cache', { age: '12' }, 'comes out of a cache'],
  ])('is not told by an answer %s', (_, headers, words) => {
    expect(clockFinding(answer(60, 60, headers), 3)).toMatchObject({
      level: 'warning',
      text: expect.stringMatching(`^clock: not compared: .*${words}`),
    });
  });

  test('is told by an answer that a cache has just let through', () => {
    expect(clockFinding(answer(0.5, 0.5, { age: '0' }), 3).level).toBe('ok');
  });
});
