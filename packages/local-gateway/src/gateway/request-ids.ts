import { randomBytes, randomUUID } from 'node:crypto';

export interface RequestIds {
  /** A UUID: `$context.requestId` of a REST API. */
  readonly uuid: string;
  /** 16 characters: `$context.requestId` of an HTTP API, `extendedRequestId` of a REST API. */
  readonly short: string;
  /** `Root=1-…`, as in `X-Amzn-Trace-Id`. */
  readonly traceId: string;
}

export function requestIds(receivedAt: Date): RequestIds {
  const seconds = Math.floor(receivedAt.getTime() / 1000).toString(16);
  return {
    uuid: randomUUID(),
    short: `${randomBytes(11).toString('base64url')}=`,
    traceId: `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
  };
}

/** Formats a time as `requestTime`: `12/Mar/2020:19:03:58 +0000`. */
export function requestTime(time: Date): string {
  const [, day, month, year, clock] =
    /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
