import { accessLogLine, type LogContext } from '../access-log.ts';
import type { CapturedLines } from '../captured-lines.ts';
import { block } from './markdown.ts';

/** What happened, by the names of what is captured, which of its lines is shown, and what to say of it. */
const shown: readonly (readonly [happening: string, line: number, said: string])[] = [
  ['refused: wrong_audience (http)', 0, 'A refusal; `sub` only if the signature is good'],
  [
    'refused: wrong_audience (rest)',
    1,
    "On a REST API, the runtime's line of the error that answers 401; it counts as nothing",
  ],
  ['jwks_fetched', 0, 'Keys fetched, at a cold start or every `jwksRefreshSeconds`'],
  ['jwks_fetch_failed with keys', 0, 'Keys not fetched; `ageSeconds` if known ones go on serving'],
  ['failed: jwks_unavailable (http)', 1, 'A failure for want of keys'],
  [
    'failed: internal',
    0,
    'A mistake of ours, with where it was made; the next line is the same error, from the runtime',
  ],
  ['timeout', 1, "Lambda's own line of an invocation that took too long"],
  ['not started', 0, 'An authorizer that cannot start'],
];

/** Gives one line of each kind that functions print, with what differs from run to run made the same. */
export function exampleLines(captured: CapturedLines): string {
  return shown
    .map(([happening, index, said]) => {
      const line = captured[happening]?.[index];
      if (line === undefined) throw new Error(`no line ${index} of ${happening}`);
      return `${said}:\n\n${block('json', [steady(line)])}`;
    })
    .join('\n\n');
}

/** What API Gateway knows of a request, by flavour. */
const requests: Readonly<Record<'http' | 'rest', LogContext>> = {
  http: { routeKey: 'GET /protected', 'authorizer.loggedUserAgent': 'curl/8.14.1' },
  rest: {
    httpMethod: 'GET',
    resourcePath: '/protected',
    'authorizer.latency': 6,
    'authorizer.requestId': '0f0e0d0c-0b0a-0908-0706-050403020100',
    'identity.userAgent': 'curl/8.14.1',
  },
};

/** Gives the access log's line of a request that was answered, by the deployed format. */
export function exampleAccessLine(api: 'http' | 'rest', format: string): string {
  const context: LogContext = {
    requestId: 'JKJaXmPLvHcESHA=',
    requestTime: '26/Nov/2026:12:00:00 +0000',
    status: 200,
    responseLatency: 14,
    responseLength: 13,
    'identity.sourceIp': '192.0.2.1',
    integrationStatus: 200,
    integrationLatency: 5,
    'authorizer.loggedSub': 'alice',
    ...requests[api],
  };
  return block('json', [accessLogLine(format, context, 'escaped')]);
}

function steady(line: string): string {
  return line
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-26T12:00:00.000Z')
    .replaceAll(
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      '0f0e0d0c-0b0a-0908-0706-050403020100',
    )
    .replaceAll(
      /http:\/\/(localhost|127\.0\.0\.1):\d+\S*?\/__zuplo/g,
      'https://example.zuplo.app/__zuplo',
    )
    .replaceAll(/"stackTrace":\[[^\]]*\]/g, '"stackTrace":[]')
    .replaceAll(/"errorType":"[A-Za-z]{1,2}"/g, '"errorType":"t"')
    .replaceAll(/(file:\/\/)?\/[^\s")]*index\.mjs:\d+:\d+/g, 'file:///var/task/index.mjs:1:1')
    .replaceAll(/at \w{1,3} \(/g, 'at f (')
    .replaceAll(/("(?:durationMs|billedDurationMs)"):[\d.]+/g, '$1:1000');
}
