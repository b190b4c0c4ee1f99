import { randomBytes, randomUUID } from 'node:crypto';

/** The names that one request goes by. */
export interface RequestIds {
  /** A UUID: `$context.requestId` of a REST API. */
  readonly uuid: string;
  /** 16 characters: `$context.requestId` of an HTTP API, `extendedRequestId` of a REST API. */
  readonly short: string;
  /** `Root=1-…`, as in `X-Amzn-Trace-Id`. */
  readonly traceId: string;
}

/** Fresh ids for a request received at a time. */
export function requestIds(receivedAt: Date): RequestIds {
  const seconds = Math.floor(receivedAt.getTime() / 1000).toString(16);
  return {
    uuid: randomUUID(),
    short: randomBytes(11).toString('base64').replace(/\+/g, '-').replace(/\//g, '_'),
    traceId: `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
  };
}

/** A time in the form of `requestTime`: `12/Mar/2020:19:03:58 +0000`. */
export function requestTime(time: Date): string {
  const [, day, month, year, clock] =
    /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
