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

/** The most in so many seconds on end, from the storm's begin on or from a later second. */
function mostIn(
  seconds: number,
  { requests, storm }: Weathered,
  from: number = storm.fromSecond,
): number {
  const during = requests.slice(from);
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

test('while nothing happens, an environment fetches once in four to five minutes', () => {
  const minutes = (storms[0]?.seconds ?? 0) / 60 - 400 / 60;
  const fetches = (did('steady').mean * minutes * 60) / environments;
  expect(fetches).toBeGreaterThanOrEqual(minutes / 5 - 1);
  expect(fetches).toBeLessThanOrEqual(minutes / 4 + 1);
});

test('a rotation costs each environment one fetch at once, and none if it was announced', () => {
  expect(did('rotation').peak).toBeLessThanOrEqual(environments);
  expect(did('rotation, announced').peak).toBe(did('steady').peak);
});

test.each(['outage, errors', 'outage, silence'])(
  '%s: the endpoint is asked once in six seconds by each environment, at most',
  (name) => {
    expect(mostIn(6, did(name))).toBeLessThanOrEqual(environments);
  },
);

test('forged tokens cost a fetch in six seconds for each environment, once the budget is spent', () => {
  const { requests } = did('forged tokens');
  const spent = requests.slice(460, 1_000).reduce((sum, one) => sum + one, 0) / 540;
  expect(spent).toBeLessThanOrEqual(environments / 6);
});

test.each(['rotation', 'outage, silence'])(
  '%s: environments do not stay in step, as they would with the same times',
  (name) => {
    const afterwards = 1_200;
    const spread = mostIn(10, did(name), afterwards);
    const inStep = mostIn(10, did(`${name}, same times`), afterwards);
    expect(spread).toBeLessThan(environments / 3);
    expect(inStep).toBeGreaterThan((2 * environments) / 3);
  },
);

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
