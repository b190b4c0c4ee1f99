import type { StackContent } from '../assembly-folder.ts';
import type { WireRequest } from '../served.ts';
import type { Resources } from '../templates.ts';
import type { Source } from './source.ts';

/**
 * How well a behavior is known: somebody published a recording of AWS or a test that ran on AWS, an
 * AWS page states it, somebody reports it, or the row assumes it.
 */
export type EvidenceLevel = 'measured' | 'documented' | 'reported' | 'assumed';

/** A request to the served API: `GET /path?query`, with its headers and body. */
export interface RowRequest extends Omit<WireRequest, 'method'> {
  readonly request: string;
  /** Milliseconds to wait before it is sent. */
  readonly delayMs?: number;
}

/** What the response must contain. A RegExp matches any text that it accepts. */
export interface Expected {
  readonly status?: number;
  /** The whole body. */
  readonly body?: string | RegExp;
  /** By lower-case name; null: absent; a list: the header is repeated. */
  readonly headers?: Readonly<Record<string, string | RegExp | readonly string[] | null>>;
  /** Header names as spelled on the wire. */
  readonly headerNames?: readonly string[];
  /** Members of the event that the function returns as its body. */
  readonly event?: object;
  readonly wholeEvent?: object;
  /** Paths that must be absent from the function's event: `requestContext.authorizer`. */
  readonly absent?: readonly string[];
  /** Members of the authorizer's event. */
  readonly authorizerEvent?: object;
  readonly wholeAuthorizerEvent?: object;
  readonly absentForAuthorizer?: readonly string[];
  /** Must match the lines logged by this request. */
  readonly log?: RegExp;
  /** With `concurrency`: how many distinct bodies there are. */
  readonly distinctBodies?: number;
  /** With `concurrency`: how many responses have each status. */
  readonly statuses?: Readonly<Record<number, number>>;
}

/** A behavior with the request that shows it. */
export interface Case extends RowRequest {
  /** Unique within its topic, but for variants. */
  readonly behavior: string;
  /** Distinguishes cases of one behavior; the report lists the behavior once. */
  readonly variant?: string;
  /** Requests that are sent first, in order. */
  readonly before?: readonly RowRequest[];
  /** How often the request is sent at once. @default 1 */
  readonly concurrency?: number;
  /** It waits for a timeout or a TTL, so it runs in the slow suite. */
  readonly slow?: boolean;
  readonly expected: Expected;
}

/** A case with its evidence. */
export interface Row extends Case {
  readonly level: EvidenceLevel;
  readonly sources: readonly Source[];
}

/** Rows on one API: of a shared stack with the plain scripted functions, or of a stack of its own. */
export interface Topic {
  readonly title: string;
  readonly api?: Resources;
  readonly stack?: StackContent;
  readonly rows: readonly Row[];
}

export function testTitle({ behavior, variant }: Case): string {
  return variant === undefined ? behavior : `${behavior} (${variant})`;
}

/** Creates a case; a number as `expected` is the status. */
export function row(
  behavior: string,
  request: string,
  expected: Expected | number,
  options: Omit<Case, 'behavior' | 'request' | 'expected'> = {},
): Case {
  const response = typeof expected === 'number' ? { status: expected } : expected;
  return { behavior, request, ...options, expected: response };
}

/** Creates rows of which somebody published a recording or a test on AWS. */
export const measured = withEvidence('measured');
/** Creates rows that an AWS page states. */
export const documented = withEvidence('documented');
/** Creates rows that somebody reports without a recording. */
export const reported = withEvidence('reported');
/** Creates rows without such a source, or whose sources disagree. */
export const assumed = withEvidence('assumed');

function withEvidence(level: EvidenceLevel) {
  return (sources: Source | readonly Source[], ...cases: readonly Case[]): readonly Row[] =>
    cases.map((one) => ({ ...one, level, sources: [sources].flat() }));
}
