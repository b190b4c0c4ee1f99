import { expect } from 'vitest';
import { send, type WireResponse } from '../served.ts';
import type { Expected, Row, RowRequest } from './row.ts';

/**
 * Sends the requests of a row to a served API, and asserts what it expects.
 *
 * @param log the lines that the gateway has logged so far
 */
export async function checkRow(row: Row, url: string, log: readonly string[]): Promise<void> {
  for (const request of row.before ?? []) await sendRequest(url, request);
  const logged = log.length;
  const responses = await Promise.all(
    Array.from({ length: row.concurrency ?? 1 }, () => sendRequest(url, row)),
  );
  const { expected } = row;
  for (const response of responses) checkResponse(response, expected);
  if (expected.log !== undefined) expect(log.slice(logged).join('\n')).toMatch(expected.log);
  if (expected.distinctBodies !== undefined)
    expect(new Set(responses.map(({ body }) => body)).size).toBe(expected.distinctBodies);
  if (expected.statuses !== undefined)
    expect(count(responses.map(({ status }) => status))).toEqual(expected.statuses);
}

async function sendRequest(url: string, request: RowRequest): Promise<WireResponse> {
  if (request.delayMs !== undefined)
    await new Promise((resolve) => setTimeout(resolve, request.delayMs));
  const [method = '', path = ''] = request.request.split(/ (.*)/s);
  return send(url, path, { ...request, method });
}

function checkResponse(response: WireResponse, expected: Expected): void {
  const { status, body, headers, rawHeaders } = response;
  if (expected.status !== undefined)
    expect({ status, body: body.slice(0, 300) }).toMatchObject({ status: expected.status });
  if (expected.body !== undefined) expect(body).toEqual(matcher(expected.body));
  for (const [name, value] of Object.entries(expected.headers ?? {}))
    expect([name, headers[name] ?? null]).toEqual([name, matcher(value)]);
  for (const name of expected.headerNames ?? []) expect(rawHeaders).toContain(name);
  checkEvent(() => JSON.parse(body), expected.event, expected.wholeEvent, expected.absent);
  checkEvent(
    () => authorizerEvent(JSON.parse(body)),
    expected.authorizerEvent,
    expected.wholeAuthorizerEvent,
    expected.absentForAuthorizer,
  );
}

function checkEvent(
  event: () => object,
  members: object | undefined,
  whole: object | undefined,
  absent: readonly string[] = [],
): void {
  if (members !== undefined) expect(event()).toMatchObject(matcher(members) as object);
  if (whole !== undefined) expect(event()).toEqual(matcher(whole));
  for (const member of absent) expect(event()).not.toHaveProperty(member);
}

interface AuthorizedEvent {
  readonly requestContext: {
    readonly authorizer: { readonly lambda?: { readonly event: string }; readonly event: string };
  };
}

/** The event of the authorizer, which it returned in its context. */
function authorizerEvent({ requestContext: { authorizer } }: AuthorizedEvent): object {
  return JSON.parse((authorizer.lambda ?? authorizer).event);
}

/** The value with each RegExp replaced by a matcher. */
function matcher(value: unknown): unknown {
  if (value instanceof RegExp) return expect.stringMatching(value);
  if (Array.isArray(value)) return value.map(matcher);
  if (typeof value !== 'object' || value === null || 'asymmetricMatch' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, matcher(member)]));
}

function count(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
