import type { StackContent } from '../assembly-folder.ts';
import type { WireRequest } from '../served.ts';

/**
 * How sure the behaviour is: an AWS page says so; someone recorded or measured it on AWS; or nobody
 * is known to have, and the strictest of the plausible answers was taken.
 */
export type Confidence = 'confirmed' | 'reported' | 'unknown';

/** A request: `GET /path?query`, and what goes with it. */
export interface FidelityRequest extends Omit<WireRequest, 'method'> {
  readonly request: string;
  /** Milliseconds to wait before it is sent. */
  readonly after?: number;
}

/** What must come of a request. A RegExp stands for any text that it matches. */
export interface Expected {
  readonly status?: number;
  /** The whole body. */
  readonly body?: string | RegExp;
  /** By lower-case name; null: absent; a list: sent once for each. */
  readonly headers?: Readonly<Record<string, string | RegExp | readonly string[] | null>>;
  /** Names as they must be spelt on the wire. */
  readonly headerNames?: readonly string[];
  /** Members that the JSON body, the event that a function echoes, has among others. */
  readonly event?: object;
  /** The JSON body, whole. */
  readonly wholeEvent?: object;
  /** Members of the JSON body that must not be there at all: `requestContext.authorizer`. */
  readonly absent?: readonly string[];
  /** Members of the event that the authorizer was given, among others. */
  readonly asked?: object;
  /** The event that the authorizer was given, whole. */
  readonly wholeAsked?: object;
  /** Members that the authorizer's event must not have. */
  readonly absentForAuthorizer?: readonly string[];
  /** A line that must be in the log. */
  readonly log?: RegExp;
  /** Milliseconds that it must take at least, and at most. */
  readonly takes?: readonly [least: number, most: number];
  /** With `together`: how many different bodies there are. */
  readonly differentBodies?: number;
  /** With `together`: how often each status is answered. */
  readonly statuses?: Readonly<Record<number, number>>;
}

/** One behaviour of API Gateway: where it is known from, what shows it, and what must come of it. */
export interface FidelityRow extends FidelityRequest {
  readonly behaviour: string;
  /** An AWS page by its title, or who recorded it. */
  readonly source: string;
  readonly confidence: Confidence;
  /** Sent first, one after the other. */
  readonly before?: readonly FidelityRequest[];
  /** Send it so many times at once. @default 1 */
  readonly together?: number;
  /** It takes seconds of waiting. */
  readonly slow?: boolean;
  readonly expected: Expected;
}

/** Rows on one stack that is made for them. */
export interface Theme {
  readonly title: string;
  readonly stack: StackContent;
  readonly rows: readonly FidelityRow[];
}
