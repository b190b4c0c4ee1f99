import { randomFillSync, randomUUID } from 'node:crypto';

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
  let uuid: string | undefined;
  return {
    get uuid() {
      uuid ??= randomUUID();
      return uuid;
    },
    short: `${randomText(11, 'base64url')}=`,
    traceId: `Root=1-${seconds}-${randomText(12, 'hex')}`,
  };
}

const pool = Buffer.alloc(16_384);
let used = pool.length;

/** Returns random bytes as text, from a pool: generating a few bytes costs as much as thousands. */
function randomText(bytes: number, encoding: 'base64url' | 'hex'): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString(encoding, used, used + bytes);
  used += bytes;
  return text;
}

/** Formats a time as `requestTime`: `12/Mar/2020:19:03:58 +0000`. */
export function requestTime(time: Date): string {
  const second = Math.floor(time.getTime() / 1000);
  if (second !== lastSecond) [lastSecond, lastTime] = [second, timeText(time)];
  return lastTime;
}

let [lastSecond, lastTime] = [Number.NaN, ''];

function timeText(time: Date): string {
  const [, day, month, year, clock] =
    /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
