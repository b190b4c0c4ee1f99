import { afterEach, beforeEach, expect, vi } from 'vitest';
import { coldStart } from '../bundles.ts';
import { type KeyEndpoint, startKeyEndpoint } from '../key-endpoint.ts';
import { type SigningKey, signed } from '../signing.ts';
import { events, type Flavour, outcomeOf } from './events.ts';
import { leaks } from './leaks.ts';

export const audience = 'your-audience';

/** Stands in every claim that a test makes up, so that it is known again wherever it leaks. */
export const canary = 'canary-claim';

export interface Line {
  readonly level: (typeof levels)[number];
  readonly event: string;
  readonly [member: string]: unknown;
}

const levels = ['info', 'warn', 'error'] as const;

/** A function after its cold start. */
export interface Authorizer {
  /** What comes of a request with this token: see `Outcome`'s verdict. */
  ask(token: string, flavour?: Flavour): Promise<string>;
}

/** An issuer, its authorizer and a clock, all of which a test moves. Nothing in it may leak. */
export interface World {
  /** The log lines since the test began, or since the test emptied it. */
  readonly lines: Line[];
  /** An issuer's key endpoint, closed when the test ends. */
  endpoint(...jwks: readonly unknown[]): Promise<KeyEndpoint>;
  /** The bundle, cold-started for these issuers. */
  start(
    issuers: KeyEndpoint | readonly KeyEndpoint[],
    settings?: Readonly<Record<string, string>>,
  ): Promise<Authorizer>;
  /** Moves the clock: forwards, or back if negative. */
  pass(seconds: number): void;
  /** A token as Zuplo would sign it now, with claims and header changed as given. */
  token(issuer: KeyEndpoint, key: SigningKey, claims?: object, header?: object): string;
  /** The log lines of these events. */
  linesOf(...events: readonly string[]): readonly Line[];
  /** Closed when the test ends. */
  closeAtEnd(close: () => Promise<unknown>): void;
}

/** Short enough to wait for; a refresh that is due gets half of it. */
export const shortDeadline = { JWKS_TIMEOUT_MILLISECONDS: '200' };

export const failing = 'failed: jwks_unavailable';

/** Gives the world of a test file, made anew for each of its tests. */
export function createWorld(): World {
  const realNow = Date.now;
  const realConsole = { ...console };
  const lines: Line[] = [];
  const everything: Line[] = [];
  const asked: string[] = [];
  const shown: string[] = [];
  const closings: (() => Promise<unknown>)[] = [];
  let offsetMs = 0;

  beforeEach(() => {
    for (const list of [lines, everything, asked, shown, closings]) list.length = 0;
    offsetMs = 0;
    // By hand: a spy would remember each of many thousand calls.
    Date.now = () => realNow() + offsetMs;
    for (const level of levels) {
      console[level] = (line) => {
        lines.push({ level, ...line });
        everything.push({ level, ...line });
      };
    }
  });

  afterEach(async () => {
    await Promise.all(closings.map((close) => close()));
    Date.now = realNow;
    Object.assign(console, realConsole);
    vi.unstubAllEnvs();
    expect(leaks({ lines: everything, shown, asked, canary })).toEqual([]);
  });

  return {
    lines,
    async endpoint(...jwks) {
      const endpoint = await startKeyEndpoint();
      endpoint.publish(...jwks);
      closings.push(() => endpoint.close().catch(() => undefined));
      return endpoint;
    },
    async start(issuers, settings = {}) {
      const authorizer = await coldStart('authorizer', {
        ISSUER: [issuers]
          .flat()
          .map(({ issuer }) => issuer)
          .join(),
        AUDIENCE: audience,
        LEEWAY_SECONDS: '3',
        ...settings,
      });
      return {
        async ask(token, flavour = 'http') {
          asked.push(token);
          const outcome = await outcomeOf(authorizer, events[flavour](`Bearer ${token}`));
          if (outcome.verdict !== 'allow') shown.push(outcome.shown);
          return outcome.verdict;
        },
      };
    },
    pass(seconds) {
      offsetMs += seconds * 1000;
    },
    token({ issuer }, key, claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: issuer,
        aud: audience,
        sub: `${canary}-alice`,
        iat: now,
        exp: now + 300,
      };
      return signed(key, {
        header: { alg: key.alg, ...header },
        payload: { ...payload, ...claims },
      });
    },
    linesOf: (...events) => lines.filter(({ event }) => events.includes(event)),
    closeAtEnd(close) {
      closings.push(close);
    },
  };
}
