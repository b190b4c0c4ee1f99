import { expect } from 'vitest';
import { type Served, send, type WireAnswer } from '../served.ts';
import type { Expected, FidelityRequest, FidelityRow } from './fidelity-row.ts';

/** Sends what a row sends, and holds what comes back against what it expects. */
export async function checkRow(
  row: FidelityRow,
  api: Pick<Served, 'log' | 'assembly'>,
): Promise<void> {
  const url = `${api.assembly().apis[0]?.url}`;
  for (const request of row.before ?? []) await sendRequest(url, request);
  const logged = api.log.length;
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: row.together ?? 1 }, () => sendRequest(url, row)),
  );
  const milliseconds = performance.now() - start;
  const { expected } = row;
  for (const answer of answers) checkAnswer(answer, expected);
  if (expected.takes !== undefined) {
    expect(milliseconds).toBeGreaterThanOrEqual(expected.takes[0]);
    expect(milliseconds).toBeLessThan(expected.takes[1]);
  }
  if (expected.log !== undefined)
    expect(api.log.slice(logged).join('\n')).toEqual(expect.stringMatching(expected.log));
  if (expected.differentBodies !== undefined)
    expect(new Set(answers.map(({ body }) => body)).size).toBe(expected.differentBodies);
  if (expected.statuses !== undefined)
    expect(counted(answers.map(({ status }) => status))).toEqual(expected.statuses);
}

async function sendRequest(url: string, request: FidelityRequest): Promise<WireAnswer> {
  if (request.after !== undefined)
    await new Promise((resolve) => setTimeout(resolve, request.after));
  const [method = '', path = ''] = request.request.split(/ (.*)/s);
  return send(url, path, { ...request, method });
}

function checkAnswer(answer: WireAnswer, expected: Expected): void {
  if (expected.status !== undefined)
    expect({ status: answer.status, body: answer.body.slice(0, 300) }).toMatchObject({
      status: expected.status,
    });
  if (expected.body !== undefined) expect(answer.body).toEqual(pattern(expected.body));
  for (const [name, value] of Object.entries(expected.headers ?? {}))
    expect([name, answer.headers[name] ?? null]).toEqual([name, pattern(value)]);
  for (const name of expected.headerNames ?? []) expect(answer.rawHeaders).toContain(name);
  if (expected.event !== undefined)
    expect(JSON.parse(answer.body)).toMatchObject(pattern(expected.event) as object);
  if (expected.wholeEvent !== undefined)
    expect(JSON.parse(answer.body)).toEqual(pattern(expected.wholeEvent));
  checkAbsent(expected.absent, () => JSON.parse(answer.body));
  const asked = (): object => JSON.parse(shownEvent(JSON.parse(answer.body)));
  if (expected.asked !== undefined)
    expect(asked()).toMatchObject(pattern(expected.asked) as object);
  if (expected.wholeAsked !== undefined) expect(asked()).toEqual(pattern(expected.wholeAsked));
  checkAbsent(expected.absentForAuthorizer, asked);
}

function checkAbsent(members: readonly string[] | undefined, object: () => object): void {
  for (const member of members ?? []) expect(object()).not.toHaveProperty(member);
}

interface AuthorizedEvent {
  readonly requestContext: {
    readonly authorizer: { readonly lambda?: { readonly event: string }; readonly event: string };
  };
}

/** What the scripted authorizer was given, as it put it into its context. */
function shownEvent({ requestContext: { authorizer } }: AuthorizedEvent): string {
  return (authorizer.lambda ?? authorizer).event;
}

/** The value with each RegExp in it turned into a matcher. */
function pattern(value: unknown): unknown {
  if (value instanceof RegExp) return expect.stringMatching(value);
  if (Array.isArray(value)) return value.map(pattern);
  // A matcher of the test runner is one already.
  if (typeof value !== 'object' || value === null || 'asymmetricMatch' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, pattern(member)]));
}

function counted(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
