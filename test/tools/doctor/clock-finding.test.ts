import { describe, expect, test } from 'vitest';
import { clockFinding } from '../../../tools/doctor/clock-finding.ts';

const noon = Date.parse('2030-01-01T12:00:00Z');

/** Returns a response with noon as its Date, sent and received at seconds after noon by this machine's clock. */
function response(sentSeconds: number, receivedSeconds: number, headers: object = {}) {
  return {
    headers: { date: new Date(noon).toUTCString(), ...headers },
    sentAt: noon + sentSeconds * 1000,
    receivedAt: noon + receivedSeconds * 1000,
  };
}

describe('clockFinding', () => {
  // Date has whole seconds: the clocks agree best half a second after noon.
  test.each([
    ['in the middle of the second', response(0.5, 0.5), 3, 'ok', '0.0 s'],
    ['in the middle of a slow round trip', response(-1, 2), 3, 'ok', '0.0 s'],
    ['1.9 s after', response(2.4, 2.4), 3, 'ok', '1.9 s behind'],
    ['2 s after', response(2.5, 2.5), 3, 'warning', '2.0 s behind'],
    ['2 s before', response(-1.5, -1.5), 3, 'warning', '2.0 s ahead of'],
    ['the leeway and one second after', response(4.5, 4.5), 3, 'warning', '4.0 s behind'],
    ['more than that after', response(4.6, 4.6), 3, 'problem', '4.1 s behind'],
    ['half a slow round trip more after', response(4, 5.2), 3, 'warning', '4.1 s behind'],
    ['more than that before', response(-3.6, -3.6), 3, 'problem', '4.1 s ahead of'],
    ['1.1 s after, without leeway', response(1.6, 1.6), 0, 'problem', '1.1 s behind'],
    ['minutes after, within the leeway', response(200, 200), 300, 'warning', '199.5 s behind'],
  ])('compares the Date of a response %s', (_, timed, leewaySeconds, level, words) => {
    expect(clockFinding(timed, leewaySeconds)).toMatchObject({
      level,
      text: expect.stringContaining(`the issuer's clock is ${words}`),
    });
  });

  test('returns an uncertain problem, because the clock of this machine may be wrong', () => {
    expect(clockFinding(response(60, 60), 3)).toMatchObject({ isCertain: false });
  });

  test.each([
    ['without a Date', { date: '' }, 'has no Date'],
    ['from a cache', { age: '12' }, 'comes from a cache'],
  ])('compares nothing for a response %s', (_, headers, words) => {
    expect(clockFinding(response(60, 60, headers), 3)).toMatchObject({
      level: 'warning',
      text: expect.stringMatching(`^clock: not compared: .*${words}`),
    });
  });

  test('compares a response that a cache has just fetched', () => {
    expect(clockFinding(response(0.5, 0.5, { age: '0' }), 3).level).toBe('ok');
  });
});
