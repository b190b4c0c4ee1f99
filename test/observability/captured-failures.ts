import { rmSync } from 'node:fs';
import { inject } from 'vitest';
import { authorizerEvents as events } from '../authorizer-events.ts';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { clockedBundle } from './altered-bundles.ts';
import { captureFunction } from './captured-function.ts';
import type { CapturedLines } from './captured-lines.ts';

/** Who asks whom, and under which settings. */
export interface Situation {
  readonly endpoint: KeyEndpoint;
  /** An Authorization header whose token is good for hours. */
  readonly authorization: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * What the authorizer writes while the endpoint still has its keys and a refresh is due
 * (`jwks_fetched again`), and once it fails (`jwks_fetch_failed with keys`). It fails from then on.
 */
export async function capturedRefreshes(situation: Situation): Promise<CapturedLines> {
  const { endpoint, authorization, environment } = situation;
  const { folder, setAhead } = clockedBundle(bundle('authorizer'));
  const { linesOf, close } = captureFunction(folder, environment);
  const event = events.http(authorization);
  try {
    await linesOf(event);
    setAhead(300);
    const again = await linesOf(event);
    endpoint.answer((_, response) => response.writeHead(404).end());
    setAhead(900);
    return { 'jwks_fetched again': again, 'jwks_fetch_failed with keys': await linesOf(event) };
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * What the functions write of failures: without keys (`failed: jwks_unavailable (http)`, the endpoint
 * failing), of events that nobody sends (`failed: internal`), `timeout`, `not started`, `threw`.
 */
export async function capturedFailures(situation: Situation): Promise<CapturedLines> {
  const { endpoint, authorization, environment } = situation;
  const [http, rest] = [events.http(authorization), events.rest(authorization)];
  endpoint.answer((_, response) => response.writeHead(404).end());
  const withoutKeys = await written('authorizer', environment, [http, http, rest, {}]);
  endpoint.answer(() => undefined);
  const slow = { ...environment, JWKS_TIMEOUT_MILLISECONDS: '2000' };
  const [timeout = []] = await written('authorizer', slow, [http], 1);
  const [notStarted = []] = await written('authorizer', {}, [http]);
  const [threw = []] = await written('protected', {}, [null]);
  const [first = [], onHttp = [], onRest = [], internal = []] = withoutKeys;
  return {
    'jwks_fetch_failed without keys': first.filter(isOfColdStart),
    'failed: jwks_unavailable (http)': onHttp,
    'failed: jwks_unavailable (rest)': onRest,
    'failed: internal': internal,
    timeout: timeout.filter((line) => !isOfColdStart(line)),
    'not started': notStarted,
    threw,
  };
}

/** The lines of each of these events, asked of a new function. */
async function written(
  name: string,
  environment: Readonly<Record<string, string>>,
  asked: readonly unknown[],
  timeoutSeconds?: number,
): Promise<readonly (readonly string[])[]> {
  const { linesOf, close } = captureFunction(bundle(name), environment, timeoutSeconds);
  try {
    const lines: (readonly string[])[] = [];
    for (const event of asked) lines.push(await linesOf(event));
    return lines;
  } finally {
    await close();
  }
}

function bundle(name: string): string {
  return inject('bundles')[name] ?? '';
}

function isOfColdStart(line: string): boolean {
  const { level, requestId } = JSON.parse(line);
  return level !== undefined && requestId === undefined;
}
