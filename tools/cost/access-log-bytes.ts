import { accessLogFormat } from '../../lib/access-log.ts';
import type { Api } from './assumptions.ts';

/** What CloudWatch counts for a log event besides its text, in bytes. */
export const eventBytes = 26;

/** What API Gateway knows of a request that is allowed and answered, by variable; `-` for what is absent. */
const request: Readonly<Record<string, string>> = {
  requestTime: '10/Mar/2026:05:16:23 +0000',
  status: '200',
  responseLatency: '23',
  responseLength: '142',
  'identity.sourceIp': '198.51.100.7',
  'error.responseType': '-',
  'authorizer.error': '-',
  integrationStatus: '200',
  integrationLatency: '12',
  integrationErrorMessage: '-',
  'authorizer.loggedSub': 'consumer-5feceb66ffc86f38',
  'authorizer.reason': '-',
};

/** A browser's, which is longer than that of most programs; the authorizer hands on 64 characters. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

const own: Readonly<Record<Api, Readonly<Record<string, string>>>> = {
  http: {
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: 'GET /protected',
    'authorizer.loggedUserAgent': userAgent.slice(0, 64),
  },
  rest: {
    requestId: '8f5f4a8a-0b1e-4d52-9b5c-6e3f7a1c2d3e',
    httpMethod: 'GET',
    resourcePath: '/protected',
    'authorizer.latency': '5',
    'authorizer.requestId': '3c1e7a2b-90ab-4c5d-8e6f-1a2b3c4d5e6f',
    'identity.userAgent': userAgent,
  },
};

/**
 * Gives what CloudWatch bills for one line of the access log, in bytes, as `lib/access-log.ts` has it.
 * @throws if it names something of which no value is known here
 */
export function accessLogBytes(api: Api): number {
  const values = { ...request, ...own[api] };
  const line = accessLogFormat(api).replaceAll(/\$context\.([\w.]+)/g, (_, variable: string) => {
    const value = values[variable];
    if (value === undefined) throw new Error(`no value is known of $context.${variable}`);
    return value;
  });
  return Buffer.byteLength(line) + eventBytes;
}
