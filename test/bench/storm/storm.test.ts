import { beforeAll, describe, expect, test } from 'vitest';
import { storms } from '../../../bench/storm/storms.ts';
import { type Weathered, weathered } from '../../../bench/storm/weathered.ts';

const environments = 60;
const budget = { atOnce: 10, perMinute: 10 };
const all = new Map<string, Weathered>();

beforeAll(async () => {
  for (const storm of storms) all.set(storm.name, await weathered(storm, environments));
});

function did(name: string): Weathered {
  const found = all.get(name);
  if (found === undefined) throw new Error(`no storm ${name}`);
  return found;
}

/** The most in so many seconds on end. */
function mostIn(seconds: number, { requests, storm }: Weathered): number {
  const during = requests.slice(storm.fromSecond);
  const sums = during.map((_, at) =>
    during.slice(at, at + seconds).reduce((sum, one) => sum + one, 0),
  );
  return Math.max(...sums);
}

describe('in any storm', () => {
  test.each(storms.map(({ name }) => name))(
    '%s: an environment fetches ten times at once and ten times a minute, at most',
    (name) => {
      expect(did(name).busiest).toBeLessThanOrEqual(budget.atOnce + budget.perMinute);
    },
  );

  test.each(storms.map(({ name }) => name).filter((name) => !name.includes('limits')))(
    '%s: no good token is refused or failed while the issuer, or its keys of a day, can be had',
    (name) => {
      expect(did(name).failed).toBe(0);
    },
  );
});

test('while nothing happens, an environment fetches once in five minutes', () => {
  const minutes = (storms[0]?.seconds ?? 0) / 60 - 400 / 60;
  const { mean } = did('steady');
  expect(mean * minutes * 60).toBeLessThanOrEqual(environments * (minutes / 5 + 1));
  expect(mostIn(1, did('steady'))).toBeLessThanOrEqual(3);
});

test('a rotation costs each environment one fetch at once, and none if it was announced', () => {
  expect(did('rotation').peak).toBeLessThanOrEqual(environments);
  expect(did('rotation, announced').peak).toBe(did('steady').peak);
});

test('an endpoint that is silent is asked once in ten seconds by each environment', () => {
  expect(mostIn(10, did('outage, silence'))).toBeLessThanOrEqual(environments);
});

test('an endpoint that answers with errors is asked twice in ten seconds by each environment', () => {
  expect(mostIn(10, did('outage, errors'))).toBeLessThanOrEqual(2 * environments);
});

test('forged tokens cost a fetch in six seconds for each environment, once the budget is spent', () => {
  const { requests } = did('forged tokens');
  const spent = requests.slice(460, 1_000).reduce((sum, one) => sum + one, 0) / 540;
  expect(spent).toBeLessThanOrEqual(environments / 6);
});

test('with times of their own, environments do not stay in step', () => {
  expect(did('rotation, with jitter').later).toBeLessThan(environments / 5);
  expect(did('outage, silence, with jitter').later).toBeLessThan(environments / 5);
});

test('an issuer that limits fetches gives every environment keys in the end, and fails some until then', async () => {
  const limited = storms.find(({ name }) => name === 'deployment, issuer limits');
  if (limited === undefined) throw new Error('no limits');
  const { failed, later, busiest } = await weathered(
    { ...limited, answersPerSecond: 5 },
    environments,
  );
  expect(failed).toBeGreaterThan(environments);
  expect(later).toBeLessThanOrEqual(environments);
  expect(busiest).toBeLessThanOrEqual(budget.atOnce + budget.perMinute);
});

test('the same seed gives the same storm, and another seed another', async () => {
  const storm = storms.find(({ name }) => name === 'rotation');
  if (storm === undefined) throw new Error('no rotation');
  const [one, same, other] = await Promise.all([
    weathered(storm, 20, 7),
    weathered(storm, 20, 7),
    weathered(storm, 20, 8),
  ]);
  expect(same).toEqual(one);
  expect(other?.requests).not.toEqual(one?.requests);
});
