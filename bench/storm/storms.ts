import type { Storm } from './storm-row.ts';

/** Lambda lets a function have this many new environments at once, and as many more in ten seconds. */
const newAtOnce = 1_000;
const newPerSecond = 100;

/** All are warm, and their keys are of every age. */
const steady = (number: number, environments: number) => (300 * number) / environments;

/** All are cold, and begin as fast as Lambda lets them. */
const cold = (number: number) =>
  number < newAtOnce ? number / newAtOnce : 1 + (number - newAtOnce) / newPerSecond;

const minute = 60;
const usual = { begin: steady, requestsPerSecond: 10, seconds: 30 * minute, fromSecond: 400 };
const rotation = { at: 400, announcedSeconds: 0 };
const outage = { from: 400, to: 400 + 10 * minute };

/** The storms: a row of data each. */
export const storms: readonly Storm[] = [
  { ...usual, name: 'steady', what: 'nothing happens' },
  {
    ...usual,
    name: 'deployment',
    what: 'all environments are new, as fast as Lambda starts them',
    begin: cold,
    fromSecond: 0,
  },
  {
    ...usual,
    name: 'deployment, issuer limits',
    what: 'the same, and the issuer answers 100 fetches a second and the rest with 429',
    begin: cold,
    fromSecond: 0,
    answersPerSecond: 100,
  },
  {
    ...usual,
    name: 'rotation, announced',
    what: 'tokens are signed with a new key, published 310 s before',
    rotation: { at: 400, announcedSeconds: 310 },
  },
  {
    ...usual,
    name: 'rotation',
    what: 'tokens are signed with a new key from the moment it is published',
    rotation,
  },
  {
    ...usual,
    name: 'rotation, same times',
    what: 'the same, if no environment had times of its own',
    rotation,
    sameTimes: true,
  },
  {
    ...usual,
    name: 'outage, errors',
    what: 'the key endpoint answers 503 for ten minutes',
    outage: { ...outage, kind: 'error' },
  },
  {
    ...usual,
    name: 'outage, silence',
    what: 'the key endpoint does not answer for ten minutes',
    outage: { ...outage, kind: 'silence' },
  },
  {
    ...usual,
    name: 'outage, silence, same times',
    what: 'the same, if no environment had times of its own',
    outage: { ...outage, kind: 'silence' },
    sameTimes: true,
  },
  {
    ...usual,
    name: 'forged tokens',
    what: 'each environment gets a forged token a second besides, for ten minutes',
    forged: { ...outage, perSecond: 1 },
  },
];
