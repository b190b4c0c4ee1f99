import { request as send } from 'node:http';
import { requestIdIn } from '../zuplo/request-id.ts';
import type { AskedCall } from './parsed-call.ts';

/** What came back. */
export interface CallAnswer {
  readonly status: number;
  /** By which the journal knows it. */
  readonly requestId: string | undefined;
}

/** Longer than API Gateway lets anything take. */
const limitMilliseconds = 35_000;

/** Bytes of a problem's body that are read for its request id. */
const mostProblemBytes = 16 * 1024;

/**
 * Sends a call over a connection of its own, as a client on this machine would.
 *
 * @param base the address it is for, without a trailing slash
 * @throws when nobody answers
 */
export function sendCall(base: string, call: AskedCall): Promise<CallAnswer> {
  const { hostname, port, pathname } = new URL(base);
  const { method, authorization, body } = call;
  const headers = {
    accept: '*/*',
    'user-agent': 'local-console',
    ...(authorization !== undefined && { authorization }),
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }),
  };
  const path = pathname.replace(/\/$/, '') + call.path;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      { host: hostname, port, method, path, headers, agent: false, timeout: limitMilliseconds },
      (answer) => {
        const { statusCode: status = 0, headers } = answer;
        let problem = '';
        answer.on('data', (chunk: Buffer) => {
          if (problem.length < mostProblemBytes) problem += chunk.toString('utf8');
        });
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({ status, requestId: requestIdIn(headers) ?? traceIn(problem) });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The request id in the API-key gateway's own answers. */
function traceIn(problem: string): string | undefined {
  return /"requestId":"([^"]+)"/.exec(problem)?.[1];
}
