import { rmSync } from 'node:fs';
import { inject } from 'vitest';
import { authorizerEvents } from '../authorizer-events.ts';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { clockedBundle } from './altered-bundles.ts';
import { type CapturedLines, captureFunction } from './captured-function.ts';

/** The JWKS endpoint, a caller and the settings. */
export interface Situation {
  readonly endpoint: KeyEndpoint;
  /** An Authorization header whose token is valid for hours. */
  readonly authorization: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Returns the authorizer's lines for a successful refresh (`jwks_fetched again`) and a failed one
 * (`jwks_fetch_failed with keys`). The endpoint fails afterwards.
 */
export async function capturedRefreshes(situation: Situation): Promise<CapturedLines> {
  const { endpoint, authorization, environment } = situation;
  const { folder, setAhead } = clockedBundle(bundle('authorizer'));
  const { linesOf, close } = captureFunction(folder, environment);
  const event = authorizerEvents.http(authorization);
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

/** Returns the lines for a refresh that takes longer than the function may run: `timeout`. */
export async function capturedTimeout(situation: Situation): Promise<CapturedLines> {
  const { endpoint, authorization, environment } = situation;
  const { folder, setAhead } = clockedBundle(bundle('authorizer'));
  const slow = { ...environment, JWKS_TIMEOUT_MILLISECONDS: '3000' };
  const { linesOf, close } = captureFunction(folder, slow, 1);
  const event = authorizerEvents.http(authorization);
  try {
    await linesOf(event);
    endpoint.answer(() => undefined);
    setAhead(300);
    return { timeout: await linesOf(event) };
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Returns the lines for errors: without a JWKS (`error: jwks_unavailable (http)`), for an invalid event
 * (`error: internal`), `not started`, `threw`.
 */
export async function capturedErrors(situation: Situation): Promise<CapturedLines> {
  const { endpoint, authorization, environment } = situation;
  const [http, rest] = [authorizerEvents.http(authorization), authorizerEvents.rest(authorization)];
  endpoint.answer((_, response) => response.writeHead(404).end());
  const withoutJwks = await capture('authorizer', environment, [http, http, rest, {}]);
  const [notStarted = []] = await capture('authorizer', {}, [http]);
  const [threw = []] = await capture('protected', {}, [null]);
  const [first = [], onHttp = [], onRest = [], internal = []] = withoutJwks;
  return {
    'jwks_fetch_failed without keys': first.filter(isFromInitialization),
    'error: jwks_unavailable (http)': onHttp,
    'error: jwks_unavailable (rest)': onRest,
    'error: internal': internal,
    'not started': notStarted,
    threw,
  };
}

/** Returns the lines of a new function for each event. */
async function capture(
  name: string,
  environment: Readonly<Record<string, string>>,
  events: readonly unknown[],
): Promise<readonly (readonly string[])[]> {
  const { linesOf, close } = captureFunction(bundle(name), environment);
  try {
    const lines: (readonly string[])[] = [];
    for (const event of events) lines.push(await linesOf(event));
    return lines;
  } finally {
    await close();
  }
}

function bundle(name: string): string {
  return inject('bundles')[name] ?? '';
}

function isFromInitialization(line: string): boolean {
  const { level, requestId } = JSON.parse(line);
  return level !== undefined && requestId === '-';
}
