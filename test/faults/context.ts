import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { ApiType } from '../../contract/api-type.ts';
import { authorizerEvents } from '../authorizer-events.ts';
import { coldStart } from '../bundles.ts';
import { type KeyEndpoint, startKeyEndpoint } from '../key-endpoint.ts';
import { type SigningKey, signed } from '../signing.ts';
import { leaks } from './leaks.ts';
import { outcomeOf } from './outcome.ts';

export const audience = 'your-audience';

/** Part of every claim that a test invents, so that a leak is recognized. */
export const canary = 'canary-claim';

const levels = ['info', 'warn', 'error'] as const;

export interface LogLine {
  readonly level: (typeof levels)[number];
  readonly event: string;
  readonly [member: string]: unknown;
}

/** A cold-started authorizer. */
export interface Authorizer {
  /** Sends a request with this token; returns its `Outcome.outcome`. */
  authorize(token: string, apiType?: ApiType): Promise<string>;
}

/** Issuers, authorizers and a clock under a test's control. Every test fails if something leaks. */
export interface TestContext {
  /** Log lines since the test began, or emptied it. */
  readonly lines: LogLine[];
  /** Starts an issuer's JWKS endpoint, closed when the test ends. */
  endpoint(...jwks: readonly unknown[]): Promise<KeyEndpoint>;
  /** Cold-starts the bundle for these issuers. */
  start(
    issuers: KeyEndpoint | readonly KeyEndpoint[],
    settings?: Readonly<Record<string, string>>,
  ): Promise<Authorizer>;
  /** Moves the clock, backward if negative. */
  advance(seconds: number): void;
  /** Returns a token as Zuplo would sign it now, with changed claims and header. */
  token(issuer: KeyEndpoint, key: SigningKey, claims?: object, header?: object): string;
  /** Returns the log lines of these events. */
  linesOf(...events: readonly string[]): readonly LogLine[];
  closeAtEnd(close: () => Promise<unknown>): void;
}

/** Short enough to wait for; a refresh gets half of it. */
export const shortTimeout = { JWKS_TIMEOUT_MILLISECONDS: '100' };

/** An endpoint's response without a JWKS. */
export const notFound: Parameters<KeyEndpoint['answer']>[0] = (_, response) => {
  response.writeHead(404).end();
};

/** Creates the context of a test file, which is reset before each test. */
export function createTestContext(): TestContext {
  const realNow = Date.now;
  const realConsole = { ...console };
  const lines: LogLine[] = [];
  const allLines: LogLine[] = [];
  const tokens: string[] = [];
  const visible: string[] = [];
  const closings: (() => Promise<unknown>)[] = [];
  let offsetMs = 0;

  beforeEach(() => {
    for (const list of [lines, allLines, tokens, visible, closings]) list.length = 0;
    offsetMs = 0;
    // Not a spy, which would record thousands of calls.
    Date.now = () => realNow() + offsetMs;
    for (const level of levels) {
      console[level] = (line) => {
        lines.push({ level, ...line });
        allLines.push({ level, ...line });
      };
    }
  });

  afterEach(async () => {
    await Promise.all(closings.map((close) => close()));
    Date.now = realNow;
    Object.assign(console, realConsole);
    vi.unstubAllEnvs();
    expect(leaks({ lines: allLines, visible, tokens, canary })).toEqual([]);
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
        async authorize(token, apiType = 'http') {
          tokens.push(token);
          const event = authorizerEvents[apiType](`Bearer ${token}`);
          const result = await outcomeOf(authorizer, event);
          if (result.outcome !== 'allow') visible.push(result.visible);
          return result.outcome;
        },
      };
    },
    advance(seconds) {
      offsetMs += seconds * 1000;
    },
    token({ issuer: iss }, key, claims = {}, header = {}) {
      const iat = Math.floor(Date.now() / 1000);
      const defaults = { iss, aud: audience, sub: `${canary}-alice`, iat, exp: iat + 300 };
      return signed(key, {
        header: { alg: key.alg, ...header },
        payload: { ...defaults, ...claims },
      });
    },
    linesOf: (...events) => lines.filter(({ event }) => events.includes(event)),
    closeAtEnd(close) {
      closings.push(close);
    },
  };
}
